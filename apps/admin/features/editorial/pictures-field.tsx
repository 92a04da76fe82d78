import { ArrowUp, Crop as CropIcon, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../../components/button.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { useMay } from '../../data/session.ts'
import { m } from '../../words.ts'
import type { DraftPicture } from './composer-draft.ts'
import { CroppedPicture } from './cropped-picture.tsx'
import { KnownPictures } from './known-pictures.tsx'
import { uploadPicture } from './upload-picture.ts'
import type { Files } from './variant-facts.ts'

const CropEditor = lazy(() => import('./crop-editor.tsx'))

interface Props {
  clientId: string
  media: readonly DraftPicture[]
  files: Files
  /** What a network would refuse of the words of the picture at that place. */
  altProblem: (index: number) => string | undefined
  isDisabled: boolean
  onChange: (media: DraftPicture[]) => void
  /** Called with the pictures that came in; what was typed meanwhile is kept. */
  onAdd: (media: DraftPicture[]) => void
}

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']

/** The post's pictures, in order, each with the words that say what it shows. */
export function PicturesField({ clientId, media, files, altProblem, isDisabled, onChange, onAdd }: Props) {
  const mayUpload = useMay('media.upload')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [cutting, setCutting] = useState<string | null>(null)

  async function take(chosen: File[]) {
    setBusy(true)
    setError(null)
    for (const file of chosen) {
      const answer = await uploadPicture(clientId, file)
      if (answer.kind === 'uploaded') onAdd([{ mediaId: answer.id, alt: '', crop: null, name: file.name }])
      else setError(`${file.name}${m['parts.colon']()}${answer.sentence}`)
    }
    setBusy(false)
  }

  return (
    <div className="grid gap-3">
      {media.map((picture, index) => {
        const file = files.get(picture.mediaId)
        const size = file?.width && file.height ? { width: file.width, height: file.height } : null
        const change = (to: Partial<DraftPicture>) =>
          onChange(media.map((one, i) => (i === index ? { ...one, ...to } : one)))
        return (
          <div key={picture.mediaId} className="grid grid-cols-[96px_minmax(0,1fr)] gap-3">
            <CroppedPicture
              mediaId={picture.mediaId}
              alt=""
              size={size}
              crop={picture.crop}
              className="rounded-2"
              tallest={1}
            />
            <div className="min-w-0 text-12 text-ink-3">
              <p className="truncate text-13 font-medium text-ink">{picture.name}</p>
              {size && file && (
                <p>
                  {file.width} × {file.height}
                  {file.credit && ` · ${file.credit}`}
                </p>
              )}
              {file?.state === 'uploaded' && <p>{m['editorial.picture.preparing']()}</p>}
              {file?.state === 'refused' && (
                <p role="alert" className="text-failed">
                  {m['editorial.picture.refused']()}
                </p>
              )}
              {!isDisabled && (
                <div className="-ml-2 flex">
                  {size && (
                    <IconButton
                      label={m['editorial.crop.all']({ name: picture.name })}
                      aria-expanded={cutting === picture.mediaId}
                      onPress={() => setCutting(cutting === picture.mediaId ? null : picture.mediaId)}
                    >
                      <CropIcon size={14} strokeWidth={2} />
                    </IconButton>
                  )}
                  {index > 0 && (
                    <IconButton
                      label={m['editorial.picture.first']()}
                      onPress={() => onChange([picture, ...media.filter((_, i) => i !== index)])}
                    >
                      <ArrowUp size={14} strokeWidth={2} />
                    </IconButton>
                  )}
                  <IconButton
                    label={m['editorial.picture.remove']({ name: picture.name })}
                    onPress={() => onChange(media.filter((_, i) => i !== index))}
                  >
                    <X size={14} strokeWidth={2} />
                  </IconButton>
                </div>
              )}
            </div>
            {cutting === picture.mediaId && size && (
              <div className="col-span-2">
                <p className="pb-1.5 text-12 text-ink-3">{m['editorial.crop.all-says']()}</p>
                <Suspense fallback={null}>
                  <CropEditor
                    mediaId={picture.mediaId}
                    name={picture.name}
                    size={size}
                    crop={picture.crop}
                    rules={null}
                    onChange={(crop) => change({ crop })}
                  />
                </Suspense>
              </div>
            )}
            <TextArea
              className="col-span-2"
              label={m['editorial.alt']()}
              rows={2}
              maxLength={5000}
              isDisabled={isDisabled}
              value={picture.alt}
              onChange={(alt) => change({ alt })}
              error={altProblem(index)}
              hint={picture.alt.trim() === '' ? m['editorial.alt-asked']() : undefined}
            />
          </div>
        )
      })}
      {mayUpload && !isDisabled && (
        <FileDrop
          label={m['editorial.picture.drop']()}
          hint={m['editorial.picture.hint']()}
          choose={m['editorial.picture.choose']()}
          accept={TYPES}
          multiple
          busy={busy}
          error={error}
          onFiles={(chosen) => void take(chosen)}
        />
      )}
      {!isDisabled && (
        <KnownPictures
          clientId={clientId}
          taken={media.map((one) => one.mediaId)}
          onAdd={(picture) => onAdd([picture])}
        />
      )}
    </div>
  )
}

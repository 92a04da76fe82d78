import { ArrowUp, X } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../components/button.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { useMay } from '../../data/session.ts'
import type { Outputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import type { DraftPicture } from './composer-draft.ts'
import { uploadPicture } from './upload-picture.ts'

type MediaRow = Outputs['editorial']['mediaOne']

interface Props {
  clientId: string
  media: readonly DraftPicture[]
  /** What is known of each file, by its id. */
  files: ReadonlyMap<string, MediaRow>
  isDisabled: boolean
  onChange: (media: DraftPicture[]) => void
  /** Called with the pictures that came in; what was typed meanwhile is kept. */
  onAdd: (media: DraftPicture[]) => void
}

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']

/** The post's pictures, in order, each with the words that say what it shows. */
export function PicturesField({ clientId, media, files, isDisabled, onChange, onAdd }: Props) {
  const mayUpload = useMay('media.upload')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

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
        const change = (alt: string) => onChange(media.map((one, i) => (i === index ? { ...one, alt } : one)))
        return (
          <div key={picture.mediaId} className="grid grid-cols-[96px_minmax(0,1fr)] gap-3">
            <img src={`/media/${picture.mediaId}`} alt="" className="h-16 w-24 rounded-2 bg-sunken object-cover" />
            <div className="min-w-0 text-12 text-ink-3">
              <p className="truncate text-13 font-medium text-ink">{picture.name}</p>
              {file?.width && file.height && (
                <p>
                  {file.width} × {file.height}
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
            <TextArea
              className="col-span-2"
              label={m['editorial.alt']()}
              rows={2}
              maxLength={5000}
              isDisabled={isDisabled}
              value={picture.alt}
              onChange={change}
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
    </div>
  )
}

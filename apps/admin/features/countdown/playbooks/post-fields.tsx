import { Button } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { networkName } from '../../../components/network-mark.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { m } from '../../../words.ts'
import { TimingFields } from './timing-fields.tsx'
import type { PostItem } from './types.ts'

interface Props {
  item: PostItem
  /** The networks that may be chosen. */
  networks: readonly string[]
  isDisabled: boolean
  onChange: (change: Partial<PostItem>) => void
}

/** All of one post of a playbook. */
export function PostFields({ item, networks, isDisabled, onChange }: Props) {
  const link = item.link ?? ''
  const setVariant = (network: string, change: Partial<PostItem['variants'][number]>) =>
    onChange({ variants: item.variants.map((one) => (one.network === network ? { ...one, ...change } : one)) })
  return (
    <div className="grid gap-4 pb-5">
      <TextField
        label={m['editorial.title']()}
        value={item.title}
        maxLength={200}
        isDisabled={isDisabled}
        error={item.title.trim() === '' ? m['playbooks.post.nameless']() : undefined}
        onChange={(title) => onChange({ title })}
      />
      <TimingFields item={item} isDisabled={isDisabled} onChange={onChange} />
      <TextArea
        label={m['editorial.common']()}
        hint={m['playbooks.placeholders']()}
        rows={5}
        value={item.text}
        isDisabled={isDisabled}
        onChange={(text) => onChange({ text })}
      />
      <TextField
        label={m['editorial.link']()}
        type="url"
        inputMode="url"
        placeholder="https://"
        value={link}
        isDisabled={isDisabled}
        error={link !== '' && !/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(link) ? m['editorial.link-unread']() : undefined}
        onChange={(next) => onChange({ link: next.trim() === '' ? null : next.trim() })}
      />
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="mb-1 text-12 font-medium text-ink-2">{m['playbooks.networks']()}</legend>
        {networks.map((network) => (
          <Checkbox
            key={network}
            isSelected={item.variants.some((one) => one.network === network)}
            isDisabled={isDisabled}
            onChange={(on) =>
              onChange({
                variants: on
                  ? [...item.variants, { network, parts: null, firstComment: null }]
                  : item.variants.filter((one) => one.network !== network),
              })
            }
          >
            {networkName(network)}
          </Checkbox>
        ))}
      </fieldset>
      {item.variants.map(({ network, parts, firstComment }) => (
        <div key={network} className="grid gap-2">
          {parts?.map((part, index) => (
            <TextArea
              key={index}
              label={
                parts.length > 1
                  ? `${networkName(network)} · ${m['editorial.part']({ number: index + 1 })}`
                  : m['editorial.text-of']({ network: networkName(network) })
              }
              rows={3}
              value={part}
              isDisabled={isDisabled}
              onChange={(text) =>
                setVariant(network, { parts: parts.map((old, place) => (place === index ? text : old)) })
              }
            />
          ))}
          {firstComment !== null && (
            <TextArea
              label={m['editorial.first-comment']()}
              aside={networkName(network)}
              rows={2}
              value={firstComment}
              isDisabled={isDisabled}
              onChange={(text) => setVariant(network, { firstComment: text })}
            />
          )}
          {!isDisabled && (
            <div className="-ml-2 flex flex-wrap items-center gap-1">
              <span className="pl-2 text-12 font-medium text-ink-2">{networkName(network)}</span>
              <Button
                size="small"
                kind="quiet"
                onPress={() => setVariant(network, { parts: parts ? null : [item.text] })}
              >
                {parts ? m['editorial.follow']() : m['editorial.vary']()}
              </Button>
              {parts && (
                <Button size="small" kind="quiet" onPress={() => setVariant(network, { parts: [...parts, ''] })}>
                  {m['editorial.add-part']()}
                </Button>
              )}
              {parts && parts.length > 1 && (
                <Button size="small" kind="quiet" onPress={() => setVariant(network, { parts: parts.slice(0, -1) })}>
                  {m['editorial.remove-part']({ number: parts.length })}
                </Button>
              )}
              <Button
                size="small"
                kind="quiet"
                onPress={() => setVariant(network, { firstComment: firstComment === null ? '' : null })}
              >
                {firstComment === null ? m['editorial.add-comment']() : m['editorial.remove-comment']()}
              </Button>
            </div>
          )}
        </div>
      ))}
    </div>
  )
}

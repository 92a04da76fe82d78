import { aspectOf, isWhole, type Crop, type Size } from './crop-math.ts'

interface Props {
  mediaId: string
  alt: string
  size: Size | null
  crop: Crop | null
  className?: string
  /** Taller than this, the network shows only its middle. Width by height. */
  tallest?: number
}

/** A picture as it leaves: the part that is shown, in its own shape. */
export function CroppedPicture({ mediaId, alt, size, crop, className = '', tallest = 0.8 }: Props) {
  const src = `/media/${mediaId}`
  if (!size || isWhole(crop) || !crop)
    return (
      <img
        src={src}
        alt={alt}
        title={alt || undefined}
        className={`w-full bg-sunken object-cover ${className}`}
        style={size ? { aspectRatio: Math.max(tallest, aspectOf(size, null)) } : { maxHeight: 256 }}
      />
    )
  return (
    <span
      className={`relative block w-full overflow-hidden bg-sunken ${className}`}
      style={{ aspectRatio: aspectOf(size, crop) }}
    >
      <img
        src={src}
        alt={alt}
        title={alt || undefined}
        className="absolute max-w-none"
        style={{
          width: `${100 / crop.width}%`,
          height: `${100 / crop.height}%`,
          left: `${(-crop.x / crop.width) * 100}%`,
          top: `${(-crop.y / crop.height) * 100}%`,
        }}
      />
    </span>
  )
}

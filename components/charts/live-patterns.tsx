import { type LiveLook, liveLooks } from "./live-looks";

const SIZE = 5;

/** The patterns that live charts and their legends are filled with: once a page. */
export function LivePatterns() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        {Object.entries<LiveLook>(liveLooks).map(([key, { tone, texture }]) =>
          texture === "solid" || texture === "soft" ? null : (
            <pattern
              key={key}
              id={`live-${key}`}
              width={SIZE}
              height={texture === "lines" ? 4 : SIZE}
              patternUnits="userSpaceOnUse"
              patternTransform={texture === "stripes" ? "rotate(45)" : undefined}
            >
              {texture === "dots" ? (
                <>
                  <rect width={SIZE} height={SIZE} style={{ fill: `color-mix(in srgb, ${tone} 32%, var(--block))` }} />
                  <circle cx="2.5" cy="2.5" r="0.9" fill={tone} />
                </>
              ) : (
                <>
                  <rect width={SIZE} height={SIZE} fill={tone} />
                  {texture === "stripes" ? (
                    <rect width="1.4" height={SIZE} fill="var(--block)" />
                  ) : (
                    <rect width={SIZE} height="1" fill="var(--block)" opacity="0.55" />
                  )}
                </>
              )}
            </pattern>
          ),
        )}
      </defs>
    </svg>
  );
}

/** The mark of the app: a gauge whose needle leans up. */
export function GaugeMark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      className={className}
    >
      <path d="M2.5 14a7.5 7.5 0 0 1 15 0" />
      <path d="m10 14 4-5" />
      <circle cx="10" cy="14" r="1.2" fill="currentColor" />
    </svg>
  );
}

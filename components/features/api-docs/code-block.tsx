/** Code, as it is; what is wide, or `tall`, scrolls in its own frame. */
export function CodeBlock({ tall, children }: { tall?: boolean; children: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={`overflow-auto rounded-block bg-raised p-3 font-mono text-[13px] ${tall ? "max-h-80" : ""}`}
    >
      <code>{children}</code>
    </pre>
  );
}

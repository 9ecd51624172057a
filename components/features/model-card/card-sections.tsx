import type { CardSection } from "./card";
import { CardText } from "./card-text";

/** The card's own text: headings at the side, so that one is found at a glance. */
export function CardSections({ sections }: { sections: readonly CardSection[] }) {
  return sections.map(({ id, title, blocks }) => (
    <section
      key={id}
      aria-labelledby={id}
      className="grid gap-x-4 gap-y-2 border-t border-line py-5 wide:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <h2 id={id} className="scroll-mt-4 text-base leading-snug font-semibold">
        {title}
      </h2>
      <div className="grid min-w-0 gap-3 text-label">
        <CardText blocks={blocks} />
      </div>
    </section>
  ));
}

import type { CardBlock, CardInline } from "./card";

/** A card's parts never change their order, so their place may name them. */
const keyed = <T,>(items: readonly T[]) => items.map((item, index) => ({ item, key: String(index) }));

/** Blocks of a model card's text. */
export const CardText = ({ blocks }: { blocks: readonly CardBlock[] }) =>
  keyed(blocks).map(({ item, key }) => <OneBlock key={key} block={item} />);

function OneBlock({ block }: { block: CardBlock }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p className="max-w-[40rem] text-pretty">
          <Inlines of={block.children} />
        </p>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List className={block.ordered ? "list-decimal ps-5" : "list-disc ps-5"}>
          {keyed(block.items).map(({ item, key }) => (
            <li key={key} className="mt-1 max-w-[40rem] text-pretty first:mt-0 marker:text-muted">
              <Inlines of={item} />
            </li>
          ))}
        </List>
      );
    }
    case "code":
      return (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-w-[50rem] overflow-x-auto rounded-block bg-raised p-3 font-mono text-[13px]"
        >
          <code>{block.text}</code>
        </pre>
      );
    case "table":
      return <CardTable head={block.head} rows={block.rows} />;
  }
}

function CardTable({ head, rows }: Omit<Extract<CardBlock, { kind: "table" }>, "kind">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="overflow-x-auto">
      <table className="tabular-nums">
        <thead className="text-[13px] text-muted">
          <tr>
            {keyed(head).map(({ item, key }) => (
              <th key={key} scope="col" className="py-1 pe-4 text-start font-normal">
                <Inlines of={item} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ item: row, key: line }) => (
            <tr key={line} className="border-t border-line">
              {keyed(row).map(({ item, key }) => (
                <td key={key} className="py-1 pe-4">
                  <Inlines of={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Inlines = ({ of }: { of: readonly CardInline[] }) =>
  keyed(of).map(({ item, key }) => <OneInline key={key} part={item} />);

function OneInline({ part }: { part: CardInline }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code className="font-mono text-[13px] wrap-anywhere text-text">{part.text}</code>;
    case "strong":
      return (
        <strong className="font-semibold text-text">
          <Inlines of={part.children} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines of={part.children} />
        </em>
      );
    case "link":
      return (
        <a href={part.href} className="text-accent underline underline-offset-4">
          <Inlines of={part.children} />
        </a>
      );
  }
}

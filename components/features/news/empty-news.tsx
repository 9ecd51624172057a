import { nameLanguage } from "@/components/blocks/language-words";
import { Button } from "@/components/ui/button";
import { focusSearch } from "./focus-search";
import { defaultNewsView, filterKeys, type NewsView } from "./news-view";
import type { ChangeView } from "./use-news-view";

interface EmptyNewsProps {
  readonly view: NewsView;
  readonly sourceName: (key: string) => string;
  readonly onChange: ChangeView;
}

/** Nothing matches: each filter that is on can be let go with one press. */
export function EmptyNews({ view, sourceName, onChange }: EmptyNewsProps) {
  const on = filterKeys.filter((key) => key !== "copies" && (key === "q" ? view.q.trim() !== "" : view[key] !== null));
  const words = (key: (typeof on)[number]): string => {
    const value = String(view[key]);
    if (key === "q") return `the words “${value.trim()}”`;
    if (key === "source") return `only ${sourceName(value)}`;
    if (key === "language") return `only ${nameLanguage(value) ?? value}`;
    if (key === "from" || key === "to")
      return `${key === "from" ? "from" : "up to"} ${value.slice(0, 16).replace("T", " ")}`;
    return `only ${value}`;
  };
  const letGo = (wish: Partial<NewsView>) => {
    onChange(wish);
    focusSearch();
  };
  return (
    <div
      className="grid min-h-64 place-content-center gap-3 rounded-block border border-line bg-block px-6 text-center text-label"
      data-testid="empty"
    >
      {on.length === 0 ? (
        <p>No story has come in yet. Sources are asked every few minutes; this page looks again by itself.</p>
      ) : (
        <>
          <p>No story matches all of this. Let go of one:</p>
          <p className="flex flex-wrap justify-center gap-1.5">
            {on.map((key) => (
              <Button key={key} onClick={() => letGo({ [key]: defaultNewsView[key] })}>
                <bdi dir="auto" className="foreign">
                  {words(key)}
                </bdi>
              </Button>
            ))}
          </p>
          {on.length > 1 ? (
            <p>
              <Button look="quiet" onClick={() => letGo({ ...defaultNewsView, by: view.by })}>
                or show everything
              </Button>
            </p>
          ) : null}
        </>
      )}
    </div>
  );
}

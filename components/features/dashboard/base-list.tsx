import { capitalise, nameKey } from "@/components/blocks/verdict-words";
import type { Overview } from "@/lib/contracts/functions/overview";
import { baseWords } from "./base-words";
import { Clamped } from "./clamped";
import { StateMark, toneText } from "./state-mark";

type Check = Overview["health"]["checks"][number];

/** Tiers and stores: models have cards of their own, and sources a table. */
const isBase = ({ name, kind }: Check, models: readonly string[]): boolean =>
  kind === "store" || (kind === "engine" && !name.includes("/") && !models.includes(name));

interface BaseListProps {
  readonly checks: readonly Check[];
  /** Keys of the models. */
  readonly models: readonly string[];
}

/** What the models stand on, a line each: where they are asked, and where what is counted is kept. */
export function BaseList({ checks, models }: BaseListProps) {
  const shown = checks.filter((check) => isBase(check, models));
  if (shown.length === 0) return null;
  return (
    <ul
      aria-label="Tiers and stores"
      className="mb-3 grid grid-cols-1 gap-x-4 gap-y-1 rounded-block border border-line bg-block px-3.5 py-2 text-[13px] min-[40rem]:grid-cols-2 wide:mb-4 xl:grid-cols-4"
    >
      {shown.map((check) => {
        const { name, kind, status } = check;
        const { word, why, tone } = baseWords(check);
        const who = kind === "store" ? `${capitalise(nameKey(name))} store` : nameKey(name);
        return (
          <li
            key={name}
            data-testid="base"
            data-key={name}
            data-status={status}
            className="flex min-h-11 gap-2 py-0.5 leading-5"
          >
            <StateMark tone={tone} className="mt-[5px]" />
            <Clamped
              text={`${who} ${word}: ${why}`}
              from={80}
              lines="2"
              className={`[overflow-wrap:anywhere] ${toneText[tone]}`}
            >
              <span className="font-semibold">{who}</span> {word}
              {why === "" ? "" : `: ${why}`}
            </Clamped>
          </li>
        );
      })}
    </ul>
  );
}

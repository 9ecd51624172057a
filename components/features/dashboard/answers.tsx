import Link from "next/link";
import { modelPage } from "@/components/blocks/site-pages";
import { cn } from "@/components/ui/cn";
import type { Answers as AnswersRow } from "@/lib/contracts/functions/overview";
import { answerWords } from "./answer-words";
import { Clamped } from "./clamped";
import { StateMark } from "./state-mark";

/** Four plain questions, each with a number and a sentence; the boxes keep their size. */
export function Answers({ answers, at }: { answers: AnswersRow; at: string }) {
  return (
    <dl className="mt-1 grid grid-cols-2 gap-3 wide:grid-cols-4 wide:gap-4" data-testid="answers">
      {answerWords(answers, at).map(({ key, question, headline, sentence, tone }) => (
        <div
          key={key}
          data-key={key}
          data-tone={tone}
          className="relative min-w-0 rounded-block border border-line bg-block px-3.5 py-3"
        >
          <dt className="text-[13px] text-muted">{question}</dt>
          <dd
            title={headline}
            className={cn(
              "mt-0.5 flex items-baseline gap-2 text-[17px] leading-7 font-semibold tracking-tight wide:text-2xl wide:leading-9",
              tone === "warn" ? "text-warn" : tone === "bad" ? "text-danger" : "text-text",
            )}
          >
            {tone === "warn" || tone === "bad" ? <StateMark tone={tone} className="size-3 wide:size-3.5" /> : null}
            <span className="truncate">{headline}</span>
          </dd>
          <dd className="mt-0.5 min-h-[3.6rem] text-[13px] leading-[1.2rem] text-muted wide:min-h-[2.4rem]">
            <Clamped key={sentence} text={sentence} from={64} lines="3/2" />
          </dd>
          {key === "good" && tone === "good" ? (
            <dd className="absolute end-3.5 top-1 text-[13px] text-muted wide:top-3">
              <Link
                href={modelPage.path}
                prefetch={false}
                className="tap inline-flex justify-end pt-2 underline underline-offset-4 wide:pt-0"
              >
                table<span className="sr-only"> of what was measured</span>
              </Link>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

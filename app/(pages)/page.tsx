import { MAX_BULK_TEXTS, MAX_TEXT_LENGTH } from "@/lib/contracts/limits";

import { MoodTabs } from "./mood-tabs";

export default function HomePage() {
  return (
    <>
      <h1 className="mt-7 mb-1 text-[22px] wide:text-[26px] leading-tight font-semibold tracking-tight">
        What is the mood of this text?
      </h1>
      <p className="mb-5 min-h-18 max-w-[84ch] text-base text-pretty wide:min-h-0 text-label">
        Paste a headline, a post or a thread. You get a verdict, how far to trust it, and the words behind it.
      </p>
      <noscript>
        <p className="mb-5 rounded-block border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          Without JavaScript this page cannot read a text, but the API can:{" "}
          <a href="/use-via-api" className="underline underline-offset-4">
            see how to ask it
          </a>
          .
        </p>
      </noscript>
      <MoodTabs limits={{ text: MAX_TEXT_LENGTH, bulk: MAX_BULK_TEXTS }} />
    </>
  );
}

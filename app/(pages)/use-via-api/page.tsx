import type { Metadata } from "next";
import { ApiDocsPanel } from "@/components/features/api-docs/api-docs-panel";
import { parseDocsView } from "@/components/features/api-docs/docs-view";
import { RecorderPanel } from "@/components/features/recorder/recorder-panel";
import { functions } from "@/lib/contracts/functions";
import { type Query, readerOf } from "@/lib/core/reader-of";
import { describeApi } from "@/lib/core/snippets/describe-api";

export const metadata: Metadata = {
  title: "Use via API",
  description:
    "Every function of Barometer, to try and to call: by REST, by Gradio's clients and by MCP, with code for Python, JavaScript and cURL.",
  alternates: { canonical: "/use-via-api" },
};

export default async function UseViaApiPage({ searchParams }: { searchParams: Promise<Query> }) {
  const first = parseDocsView(readerOf(await searchParams));
  return (
    <>
      <h1 className="mt-7 mb-1 text-[22px] wide:text-[26px] leading-tight font-semibold tracking-tight">Use via API</h1>
      <p className="mb-3 max-w-[84ch] text-base text-label">
        Everything that these pages do can be called, without a key: by REST, by Gradio&apos;s clients, and by agents
        through MCP.
      </p>
      <noscript>
        <p className="mb-5 rounded-block border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          Without JavaScript nothing can be tried out here, but all of it can be read:{" "}
          <a href="/llms-full.txt" className="underline underline-offset-4">
            every function as text
          </a>
          .
        </p>
      </noscript>
      <ApiDocsPanel api={describeApi(functions)} first={first}>
        <RecorderPanel />
      </ApiDocsPanel>
    </>
  );
}

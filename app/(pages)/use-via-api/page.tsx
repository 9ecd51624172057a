import type { Metadata } from "next";
import { ApiDocsPanel } from "@/components/features/api-docs/api-docs-panel";
import { functions } from "@/lib/contracts/functions";
import { describeFunction } from "./describe-function";

export const metadata: Metadata = {
  title: "Use via API",
  description:
    "Every function of Barometer as a request: parameters, limits and snippets for curl, JavaScript and Python.",
  alternates: { canonical: "/use-via-api" },
};

export default function UseViaApiPage() {
  return (
    <>
      <h1 className="mt-7 mb-1 text-[22px] wide:text-[26px] leading-tight font-semibold tracking-tight">Use via API</h1>
      <p className="mb-5 max-w-[64ch] text-base text-label">
        Everything this page does is a plain request, without a key. All of it in one file:{" "}
        <a href="/api/openapi.json" className="text-accent underline underline-offset-4">
          openapi.json
        </a>
        .
      </p>
      <ApiDocsPanel functions={functions.map(describeFunction)} />
    </>
  );
}

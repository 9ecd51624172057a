"use client";

import { type ReactNode, useMemo } from "react";
import { CopyButton } from "@/components/blocks/copy-button";
import { Note } from "@/components/blocks/note";
import { Tabs } from "@/components/ui/tabs";
import type { DescribedApi } from "@/lib/core/snippets/described-function";
import { toLlmsFullText } from "@/lib/core/snippets/to-llms-full-text";
import type { DocsView } from "./docs-view";
import { FunctionCard } from "./function-card";
import { FunctionList } from "./function-list";
import { McpPanel } from "./mcp-panel";
import { useDocsView } from "./use-docs-view";
import { useFigures } from "./use-figures";
import { useOrigin } from "./use-origin";

interface ApiDocsPanelProps {
  readonly api: DescribedApi;
  /** As the address says that was opened. */
  readonly first: DocsView;
  /** What goes with the snippets, as a recorder of calls. */
  readonly children?: ReactNode;
}

const tabs = [
  { key: "functions", label: "Functions" },
  { key: "mcp", label: "MCP" },
] as const;

/** Function list left, the function right; or how MCP clients are told. */
export function ApiDocsPanel({ api, first, children }: ApiDocsPanelProps) {
  const { functions, types } = api;
  const names = useMemo(() => functions.map(({ name }) => name), [functions]);
  const [view, change] = useDocsView(first, names);
  const origin = useOrigin();
  const figures = useFigures();
  const described = functions.find(({ name }) => name === view.name) ?? functions[0];
  if (described === undefined) return null;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2 text-[13px]">
        <a href="/api/openapi.json" className="tap inline-flex items-center text-accent underline underline-offset-4">
          openapi.json
        </a>
        <a href="/llms.txt" className="tap inline-flex items-center text-accent underline underline-offset-4">
          llms.txt
        </a>
        <span className="ms-auto">
          <CopyButton label="Copy all as Markdown" what="all as Markdown" text={() => toLlmsFullText(api, origin)} />
        </span>
      </div>
      <div className="mb-4">{children}</div>
      {view.name === null || names.includes(view.name) ? null : (
        <div className="mb-4">
          <Note>There is no function of that name; this is {described.name}.</Note>
        </div>
      )}
      <Tabs label="Kind of client" tabs={tabs} selected={view.tab} onSelect={(tab) => change({ tab })}>
        {view.tab === "mcp" ? (
          <McpPanel functions={functions} origin={origin} />
        ) : (
          <div className="grid items-start gap-4 wide:grid-cols-[13rem_minmax(0,1fr)]">
            <FunctionList functions={functions} shown={described.name} onShow={(name) => change({ name })} />
            <FunctionCard
              key={described.name}
              described={described}
              types={types}
              origin={origin}
              language={view.language}
              onLanguage={(language) => change({ language })}
              figures={figures.of(described.name)}
              onRun={figures.refresh}
            />
          </div>
        )}
      </Tabs>
    </>
  );
}

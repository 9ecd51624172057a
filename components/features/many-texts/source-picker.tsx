"use client";

import { FileUp, X } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { countOf } from "@/components/blocks/count-of";
import { textDirection } from "@/components/blocks/text-direction";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import { columnsOf, type Layout, type Source } from "@/lib/core/csv/source";

interface SourcePickerProps {
  readonly lines: string;
  readonly file: Source | null;
  readonly layout: Layout;
  readonly error: string | null;
  /** Name of the file that is being read. */
  readonly reading: string | null;
  readonly disabled: boolean;
  readonly onLines: (lines: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onLayout: (layout: Layout) => void;
}

/** Lines to paste, or a file to drop or choose. */
export function SourcePicker(props: SourcePickerProps) {
  const { lines, file, error, reading, disabled, onLines, onFiles } = props;
  const [over, setOver] = useState(false);
  const zone = useRef<HTMLDivElement>(null);
  const shown = useRef(file);

  // The control that had the focus went with the other view: its place is taken, or the keyboard starts at the top.
  useEffect(() => {
    const changed = shown.current !== file;
    shown.current = file;
    if (changed && document.activeElement === document.body)
      zone.current?.querySelector<HTMLElement>(file ? "select" : "textarea")?.focus();
  }, [file]);

  // Text that is dragged belongs to the field. A file is always caught: the browser would open it in place of this page.
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const drag = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (disabled) event.dataTransfer.dropEffect = "none";
    setOver(!disabled);
  };
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    if (!disabled) onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the file button does the same
    <div
      ref={zone}
      className={cn("px-3 py-2.5", over && "bg-accent-soft")}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-testid="drop-zone"
    >
      {file ? (
        <FileSummary {...props} file={file} />
      ) : (
        <>
          <label htmlFor="lines" className="mb-2 block text-[13px] text-muted">
            Texts, one per line
          </label>
          <textarea
            id="lines"
            dir={textDirection(lines)}
            rows={9}
            value={lines}
            disabled={disabled}
            placeholder="Paste lines here, or drop a CSV, TSV, JSONL or TXT file"
            onChange={(event) => onLines(event.target.value)}
            aria-describedby="file-error"
            className={`${fieldLook} block w-full resize-y p-2.5 leading-normal`}
          />
          <label className="tap mt-2.5 inline-flex h-9 cursor-pointer items-center gap-2 rounded-button border border-line px-3 text-label hover:bg-fill has-focus-visible:outline-2 has-focus-visible:outline-(--ring)">
            <FileUp aria-hidden className="size-4" />
            Choose a file
            <input
              type="file"
              accept=".csv,.tsv,.tab,.jsonl,.ndjson,.txt"
              disabled={disabled}
              className="sr-only"
              onChange={(event) => {
                onFiles([...(event.target.files ?? [])]);
                event.target.value = "";
              }}
            />
          </label>
          <span role="status" className="foreign ms-2.5 text-xs text-muted">
            {reading === null ? "up to 20 MB, read in this browser" : `reading ${reading} …`}
          </span>
        </>
      )}
      <p id="file-error" role="alert" className="mt-1.5 text-[13px] text-danger empty:hidden">
        {error}
      </p>
    </div>
  );
}

function FileSummary({ file, layout, disabled, onFiles, onLayout }: SourcePickerProps & { file: Source }) {
  const rows = file.records.length - (layout.header ? 1 : 0);
  const columns = columnsOf(file, layout.header);
  return (
    <div className="grid gap-2.5">
      <p className="flex items-center justify-between gap-2">
        <span className="min-w-0">
          <bdi className="foreign font-semibold">{file.name}</bdi>
          <span className="block text-xs text-muted">
            {countOf(rows, "row")}, {countOf(columns.length, "column")}
          </span>
        </span>
        <Button disabled={disabled} onClick={() => onFiles([])} aria-label="Remove the file">
          <X aria-hidden className="size-3" /> Remove
        </Button>
      </p>
      <div>
        <label htmlFor="column" className="mb-1.5 block text-[13px] text-muted">
          Column with the texts
        </label>
        <select
          id="column"
          value={layout.column}
          disabled={disabled}
          onChange={(event) => onLayout({ ...layout, column: Number(event.target.value) })}
          className={`${fieldLook} tap h-9 w-full px-2`}
        >
          {columns.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no name of their own and never move
            <option key={at} value={at}>
              {name}
            </option>
          ))}
        </select>
        <p className="mt-1.5 truncate text-xs text-muted">
          first: <bdi dir="auto">{file.records[layout.header ? 1 : 0]?.[layout.column]?.slice(0, 120) ?? ""}</bdi>
        </p>
      </div>
      {file.fields === null ? (
        <Check
          label="First row names the columns"
          checked={layout.header}
          disabled={disabled}
          onChange={(header) => onLayout({ ...layout, header })}
        />
      ) : null}
      {file.warning ? <p className="text-[13px] text-warn">{file.warning}</p> : null}
    </div>
  );
}

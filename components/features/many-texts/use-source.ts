"use client";

import { useEffect, useRef, useState } from "react";
import { guessLayout, type Layout, type Source } from "@/lib/core/csv/source";
import { readFile } from "./read-file";
import { type Kept, useKept } from "./use-kept";
import { useLines } from "./use-lines";

export interface Given {
  readonly lines: string;
  readonly file: Source | null;
  readonly layout: Layout;
}

const keptFile: Kept<Source | null> = { current: null };
const keptLayout: Kept<Layout> = { current: { header: false, column: 0 } };

/** What was given to read: pasted lines, or a file and how it is laid out. */
export function useSource() {
  const [lines, setLines] = useLines();
  const [file, setFile] = useKept(keptFile);
  const [layout, setLayout] = useKept(keptLayout);
  const [error, setError] = useState<string | null>(null);
  const [reading, setReading] = useState<string | null>(null);

  // A file takes time to be read: it counts only while nothing else was chosen, cleared or undone since.
  const choice = useRef(0);
  useEffect(
    () => () => {
      choice.current += 1;
    },
    [],
  );

  const put = (next: Given) => {
    choice.current += 1;
    setReading(null);
    setError(null);
    setLines(next.lines);
    setFile(next.file);
    setLayout(next.layout);
  };

  const choose = async (files: readonly File[]) => {
    const [chosen, second] = files;
    if (second) {
      setError(`These are ${files.length} files: choose one at a time.`);
      return;
    }
    put({ lines, file: null, layout });
    if (!chosen) return;
    const mine = choice.current;
    setReading(chosen.name);
    const message = `${chosen.name} could not be read.`;
    const read = await readFile(chosen).catch(() => ({ ok: false as const, message }));
    if (choice.current !== mine) return;
    setReading(null);
    if (read.ok) {
      setFile(read.source);
      setLayout(guessLayout(read.source));
    } else setError(read.message);
  };

  const type = (next: string) => {
    setError(null);
    setLines(next);
  };

  return { given: { lines, file, layout }, error, reading, put, choose, type, setLayout, setError };
}

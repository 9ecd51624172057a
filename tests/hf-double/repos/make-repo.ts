import { createHash } from "node:crypto";
import type { Repo } from "./repo";

const DAY = 86_400_000;
const CREATED = Date.UTC(2023, 0, 1);

type Given = Pick<Repo, "kind" | "id" | "files"> & Partial<Repo>;

const hash = (text: string): string => createHash("sha1").update(text).digest("hex");

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** A repository with ids and dates made of its name; its files are made when first asked for. */
export function makeRepo(given: Given): Repo {
  const digest = hash(`${given.kind}/${given.id}`);
  const createdAt = CREATED + (Number.parseInt(digest.slice(0, 4), 16) % 500) * DAY;
  return {
    entryId: digest.slice(0, 24),
    sha: hash(`${digest}/head`),
    gated: false,
    likes: 3,
    downloads: 100 + (Number.parseInt(digest.slice(4, 9), 16) % 1_000_000),
    tags: [],
    createdAt: new Date(createdAt).toISOString(),
    lastModified: new Date(createdAt + 400 * DAY).toISOString(),
    more: {},
    ...given,
    files: Object.fromEntries(Object.entries(given.files).map(([revision, make]) => [revision, once(make)])),
  };
}

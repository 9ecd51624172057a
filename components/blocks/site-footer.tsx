import Link from "next/link";
import type { ReactNode } from "react";
import { modelPage } from "./site-pages";

interface SiteFooterProps {
  readonly version: string;
  /** The way to the API. */
  readonly api: ReactNode;
  readonly children: ReactNode;
}

export function SiteFooter({ version, api, children }: SiteFooterProps) {
  return (
    <footer className="page-width flex flex-wrap items-center justify-center gap-x-3.5 gap-y-1 py-7 text-[13px] text-muted">
      {api}
      <Dot />
      {children}
      <Dot />
      {/* No page of this app: a plain answer that needs no script. */}
      <a href="/status" className="tap inline-flex items-center hover:text-text">
        Status
      </a>
      <Dot />
      <Link href={modelPage.path} prefetch={false} className="tap inline-flex items-center hover:text-text">
        {modelPage.label}
      </Link>
      <Dot />
      <span>Not financial advice: mood hardly predicts price</span>
      <Dot />
      <span>v{version}</span>
    </footer>
  );
}

/** None on a phone, where the line wraps and a dot would hang at its end. */
const Dot = () => (
  <span aria-hidden="true" className="max-wide:hidden">
    ·
  </span>
);

import Link from "next/link";
import type { ReactNode } from "react";
import { modelPage } from "./site-pages";

export function SiteFooter({ version, children }: { version: string; children: ReactNode }) {
  return (
    <footer className="page-width flex flex-wrap items-center justify-center gap-x-3.5 gap-y-1 py-7 text-[13px] text-muted">
      <Link href="/use-via-api" prefetch={false} className="tap inline-flex items-center hover:text-text">
        Use via API
      </Link>
      <Dot />
      {children}
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

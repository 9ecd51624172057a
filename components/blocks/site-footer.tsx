import Link from "next/link";
import type { ReactNode } from "react";
import { modelPage } from "./site-pages";

export function SiteFooter({ version, children }: { version: string; children: ReactNode }) {
  return (
    <footer className="page-width flex flex-wrap items-center justify-center gap-x-3.5 gap-y-1 py-7 text-[13px] text-muted">
      <Link href="/use-via-api" prefetch={false} className="tap inline-flex items-center hover:text-text">
        Use via API
      </Link>
      <span aria-hidden="true">·</span>
      {children}
      <span aria-hidden="true">·</span>
      <Link href={modelPage.path} prefetch={false} className="tap inline-flex items-center hover:text-text">
        {modelPage.label}
      </Link>
      <span aria-hidden="true">·</span>
      <span>Not financial advice: mood hardly predicts price</span>
      <span aria-hidden="true">·</span>
      <span>v{version}</span>
    </footer>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { GaugeMark } from "@/components/ui/gauge-mark";
import { SiteTabs } from "./site-tabs";

/** The bar on top of every page; what changes by itself (health, theme) is handed in. */
export function SiteHeader({ children }: { children: ReactNode }) {
  return (
    <header className="border-b border-line">
      <div className="page-width flex h-14 items-stretch gap-2 wide:gap-6">
        <Link href="/" prefetch={false} className="flex shrink-0 items-center gap-2 text-base font-semibold">
          <GaugeMark className="size-5 text-accent" />
          <span className="max-[27rem]:sr-only">Barometer</span>
        </Link>
        <SiteTabs />
        <div className="ms-auto flex shrink-0 items-center gap-1 wide:gap-2">{children}</div>
      </div>
    </header>
  );
}

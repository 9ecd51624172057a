"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { sitePages } from "./site-pages";

export function SiteTabs() {
  const here = usePathname();
  const nav = useRef<HTMLElement>(null);
  // Where there is no room for all tabs, the one that is open is in sight.
  useEffect(() => {
    const tab = here === null ? null : nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && tab) nav.current.scrollLeft = tab.offsetLeft + tab.offsetWidth / 2 - nav.current.clientWidth / 2;
  }, [here]);
  return (
    <nav ref={nav} aria-label="Pages" className="relative flex h-full min-w-0 overflow-x-auto [scrollbar-width:none]">
      {sitePages.map(({ path, label }) => (
        <Link
          key={path}
          href={path}
          prefetch={false}
          aria-current={here === path ? "page" : undefined}
          className={cn(
            "flex h-full shrink-0 items-center border-b-2 px-3.5 -outline-offset-2 hover:bg-fill",
            here === path ? "border-accent font-semibold text-accent" : "border-transparent text-label hover:text-text",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

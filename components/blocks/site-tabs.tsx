"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { sitePages } from "./site-pages";

export function SiteTabs() {
  const here = usePathname();
  return (
    <nav aria-label="Pages" className="flex h-full min-w-0 overflow-x-auto [scrollbar-width:none]">
      {sitePages.map(({ path, label }) => (
        <Link
          key={path}
          href={path}
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

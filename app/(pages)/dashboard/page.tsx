import type { Metadata } from "next";
import { parseDashboardView } from "@/components/features/dashboard/dashboard-view";
import { type Query, readerOf } from "@/lib/core/reader-of";
import { readFirstOverview } from "@/lib/server/read-first-overview";
import { DashboardRoom } from "./dashboard-room";

export const metadata: Metadata = {
  title: "Dashboard",
  description:
    "What is up, how fast, how good and how stale: every model and every source with its state and the reason, figures over time, and what happened.",
  alternates: { canonical: "/dashboard" },
};

export default async function DashboardPage({ searchParams }: { searchParams: Promise<Query> }) {
  const view = parseDashboardView(readerOf(await searchParams));
  const first = await readFirstOverview(view.window);
  return (
    <>
      <h1 className="sr-only">Dashboard</h1>
      <noscript>
        <p className="mt-5 rounded-block border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          {first === null
            ? "Without JavaScript nothing shows here, for the server was slow just now. "
            : `Without JavaScript this is how things stood at ${first.at.slice(0, 16).replace("T", " ")} UTC; load the page anew for a newer look. `}
          In short and in plain words it stands at{" "}
          <a href="/status" className="underline underline-offset-4">
            status
          </a>
          , as data in the{" "}
          <a href="/api/ai/overview" className="underline underline-offset-4">
            API
          </a>
          .
        </p>
      </noscript>
      <DashboardRoom first={first} />
    </>
  );
}

"use client";

import dynamic from "next/dynamic";
import { DashboardPanel } from "@/components/features/dashboard/dashboard-panel";
import type { Overview } from "@/lib/contracts/functions/overview";

// What draws comes after the first paint, into room that is kept for it.
const LiveCharts = dynamic(
  () => import("@/components/features/dashboard-charts/live-charts").then((all) => all.LiveCharts),
  {
    ssr: false,
    loading: () => <div data-testid="charts-room" className="mt-6 min-h-[198rem] wide:min-h-[84.5rem]" />,
  },
);
const ModelPlot = dynamic(
  () => import("@/components/features/dashboard-plot/model-plot").then((all) => all.ModelPlot),
  {
    ssr: false,
    loading: () => <div data-testid="plot-room" className="mt-6 min-h-[113rem] wide:min-h-[52rem]" />,
  },
);

/** The page's parts, each of a feature of its own: they meet only here. */
export function DashboardRoom({ first }: { first: Overview | null }) {
  return (
    <DashboardPanel
      first={first}
      charts={(props) => <LiveCharts {...props} />}
      plot={(models) => <ModelPlot models={models} />}
    />
  );
}

"use client";

import { useEffect } from "react";
import { useSWRConfig } from "swr";
import { useApi } from "@/components/providers";
import type { Overview } from "@/lib/contracts/functions/overview";

/** Tells the chip of the header what was heard of the server's health: two places of one page must not say two things. */
export function useTellHealth(health: Overview["health"] | undefined): void {
  const api = useApi();
  const { mutate } = useSWRConfig();
  useEffect(() => {
    if (health === undefined) return;
    const value = { ok: true, value: { success: true, ...health } } as const;
    void mutate(api.routes.health.path, value, { revalidate: false });
  }, [api, mutate, health]);
}

"use client";

import { Button } from "@/components/ui/button";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="py-24 text-center">
      <h1 className="text-[26px] font-semibold">This page broke</h1>
      <p className="mt-2 mb-5 text-label">
        Your text is kept. Try again; if it breaks again, reload the page.
        {error.digest ? (
          <span className="mt-1 block font-mono text-xs text-muted">reference {error.digest}</span>
        ) : null}
      </p>
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
    </div>
  );
}

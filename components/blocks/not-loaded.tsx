import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/**
 * In place of a part whose script did not come, as without a connection: the page stands on. A script that failed is not asked for
 * again by the browser until the page is loaded anew.
 */
export function NotLoaded({ what, className }: { readonly what: string; readonly className?: string }) {
  return (
    <p className={cn("flex flex-wrap items-center gap-2 text-[13px] text-label", className)} data-testid="not-loaded">
      <span role="alert">{what} could not be loaded.</span>
      <Button onClick={() => location.reload()}>Load the page anew</Button>
    </p>
  );
}

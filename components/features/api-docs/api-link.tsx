"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { stepsIn } from "./steps-in";

/** Where the sheet cannot be loaded, the page may still be on this device. */
const ApiSheet = dynamic(
  () =>
    import("./api-sheet").then(
      (file) => file.ApiSheet,
      () => () => {
        location.assign(PAGE);
        return null;
      },
    ),
  { ssr: false },
);

const PAGE = "/use-via-api";
const isAsked = (): boolean => location.pathname !== PAGE && new URLSearchParams(location.search).get("view") === "api";

/** The way to the API: a sheet over this page, which stands in the address while it is open. `children` go into the sheet. */
export function ApiLink({ children }: { children?: ReactNode }) {
  const [open, setOpen] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    const follow = () => setOpen(isAsked());
    follow();
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);

  const close = useCallback(() => {
    const steps = stepsIn(history.state);
    if (steps > 0) history.go(-steps);
    else {
      const address = new URL(location.href);
      for (const key of ["view", "function", "lang"]) address.searchParams.delete(key);
      history.replaceState(null, "", address);
      setOpen(false);
      // Opened by its address it has no opener to give the keyboard back to.
      link.current?.focus({ preventScroll: true });
    }
  }, []);

  return (
    <>
      <a
        ref={link}
        href={PAGE}
        className="tap inline-flex items-center hover:text-text"
        onClick={(event) => {
          if (location.pathname === PAGE || event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          const address = new URL(location.href);
          address.searchParams.set("view", "api");
          history.pushState({ sheetSteps: 1 }, "", address);
          setOpen(true);
        }}
      >
        Use via API or MCP
      </a>
      {open ? <ApiSheet onClose={close}>{children}</ApiSheet> : null}
    </>
  );
}

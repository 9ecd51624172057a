import Link from "next/link";

export default function NotFound() {
  return (
    <div className="py-24 text-center">
      <h1 className="text-[26px] font-semibold">There is no such page</h1>
      <p className="mt-2 text-label">
        The address may be mistyped.{" "}
        <Link href="/" prefetch={false} className="text-accent underline underline-offset-4">
          Read a text
        </Link>{" "}
        or{" "}
        <Link href="/use-via-api" className="text-accent underline underline-offset-4">
          see the API
        </Link>
        .
      </p>
    </div>
  );
}

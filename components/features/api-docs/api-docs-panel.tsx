import type { DescribedFunction } from "./described-function";
import { FunctionCard } from "./function-card";
import { MethodChip } from "./method-chip";

/** Function list left, the functions right. */
export function ApiDocsPanel({ functions }: { functions: readonly DescribedFunction[] }) {
  return (
    <div className="grid items-start gap-4 wide:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label="Functions" className="rounded-block border border-line bg-block wide:sticky wide:top-4">
        <ul>
          {functions.map((described) => (
            <li key={described.name} className="border-t border-line first:border-t-0">
              <a href={`#${described.name}`} className="tap flex items-center gap-2 px-3 py-2 hover:bg-accent-soft">
                <MethodChip method={described.method} />
                <span className="font-mono text-[13px]">{described.name}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid min-w-0 gap-4">
        {functions.map((described) => (
          <FunctionCard key={described.name} described={described} />
        ))}
      </div>
    </div>
  );
}

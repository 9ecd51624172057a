import { cn } from "@/components/ui/cn";
import { fieldLook } from "@/components/ui/field-look";
import type { DescribedFunction } from "@/lib/core/snippets/described-function";
import { MethodChip } from "./method-chip";

interface FunctionListProps {
  readonly functions: readonly DescribedFunction[];
  readonly shown: string;
  readonly onShow: (name: string) => void;
}

/** Every function by what it is about; on a phone one field to choose from. */
export function FunctionList({ functions, shown, onShow }: FunctionListProps) {
  const groups = [...new Set(functions.map(({ group }) => group))];
  const of = (group: string) => functions.filter((each) => each.group === group);
  return (
    <nav aria-label="Functions">
      <label className="flex items-center gap-2 text-[13px] text-muted wide:hidden">
        Function
        <select
          className={cn(fieldLook, "tap min-w-0 flex-1 px-2 font-mono text-[13px]")}
          value={shown}
          onChange={(event) => onShow(event.target.value)}
        >
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {of(group).map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <ul className="rounded-block border border-line bg-block max-wide:hidden">
        {groups.map((group) => (
          <li key={group} className="border-t border-line first:border-t-0">
            <span className="block px-3 pt-2 text-xs text-muted">{group}</span>
            <ul aria-label={group}>
              {of(group).map(({ name, method }) => (
                <li key={name}>
                  <a
                    href={`/use-via-api?function=${name}`}
                    aria-current={name === shown ? "true" : undefined}
                    onClick={(event) => {
                      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                      event.preventDefault();
                      onShow(name);
                    }}
                    className={cn(
                      "flex items-center gap-2 px-3 py-1",
                      name === shown ? "bg-accent-soft font-semibold text-accent" : "hover:bg-fill",
                    )}
                  >
                    <MethodChip method={method} />
                    <span className="font-mono text-[13px] wrap-anywhere">{name}</span>
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

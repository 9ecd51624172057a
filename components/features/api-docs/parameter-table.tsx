import type { Parameter } from "./described-function";
import { WithCode } from "./with-code";

/** One row per parameter; on a phone the cells of a row stand under each other. */
export function ParameterTable({ of, parameters }: { of: string; parameters: readonly Parameter[] }) {
  return (
    <table className="block w-full wide:table">
      <caption className="sr-only">Parameters of {of}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name and type</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody className="block wide:table-row-group">
        {parameters.map((parameter) => (
          <tr key={parameter.name} className="block border-t border-line py-2 first:border-t-0 wide:table-row">
            <th
              scope="row"
              className="block pe-4 text-start align-top font-normal wide:table-cell wide:w-72 wide:border-t wide:border-line wide:py-2"
            >
              <span className="font-mono text-[13px]">{parameter.name}</span>{" "}
              <span className="rounded-block border border-accent-line bg-accent-soft px-1.5 text-xs text-label">
                {parameter.type}
              </span>
              <span className="block text-xs text-muted">
                {parameter.required
                  ? "required"
                  : parameter.defaultValue === null
                    ? "optional"
                    : `default ${parameter.defaultValue}`}
              </span>
            </th>
            <td className="block align-top text-label wide:table-cell wide:border-t wide:border-line wide:py-2">
              <WithCode text={parameter.description} />
              {parameter.limits.length > 0 ? (
                <span className="block text-xs text-muted">{parameter.limits.join(" · ")}</span>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

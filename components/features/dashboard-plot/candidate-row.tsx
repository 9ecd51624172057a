import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import type { Candidate } from "@/lib/browser/device/list-candidates";
import type { DeviceResult } from "@/lib/core/device/device-run";
import { costWords, resultWords, standingShare, standingWords } from "./measure-words";
import type { Standing } from "./use-measure";

interface CandidateRowProps {
  readonly candidate: Candidate;
  readonly ticked: boolean;
  readonly running: boolean;
  readonly isHere: boolean | undefined;
  readonly standing: Standing | undefined;
  readonly result: DeviceResult | undefined;
  readonly onTick: (ticked: boolean) => void;
  readonly onRemove: () => void;
}

/** One model: whether it shall be measured, what that fetches, how far it is and what came out. Of one height, whatever it says. */
export function CandidateRow(props: CandidateRowProps) {
  const { candidate, ticked, running, isHere, standing, result, onTick, onRemove } = props;
  const { key, name, files } = candidate;
  return (
    <li className="border-t border-line py-2 first:border-t-0" data-candidate={key} data-standing={standing?.kind}>
      <div className="flex items-center gap-2">
        <Check label={name} hint={costWords(candidate, isHere)} checked={ticked} disabled={running} onChange={onTick} />
        {files !== null && isHere && !running ? (
          <Button look="quiet" className="text-xs" aria-label={`Remove ${name} from this device`} onClick={onRemove}>
            Remove
          </Button>
        ) : null}
      </div>
      <div className="min-h-9 ps-6.5 text-xs leading-[18px]" data-said>
        <Said standing={standing} result={result} name={name} />
      </div>
    </li>
  );
}

function Said({ standing, result, name }: Pick<CandidateRowProps, "standing" | "result"> & { readonly name: string }) {
  if (standing?.kind === "failed") return <p className="text-danger">{standingWords(standing)}</p>;
  if (standing?.kind === "running" || standing?.kind === "waiting") {
    const share = standingShare(standing);
    return (
      <>
        <p className="text-label">{standingWords(standing)}</p>
        {share === null ? null : (
          <div
            role="progressbar"
            aria-label={`${name}: ${standingWords(standing).replace(/\s*\d.*$/u, "")}`}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(100 * share)}
            className="mt-1 h-1.5 overflow-hidden rounded-full bg-raised"
          >
            <div className="bar-gradient h-full rounded-full" style={{ width: `${100 * share}%` }} />
          </div>
        )}
      </>
    );
  }
  if (result) {
    const [speed, rest] = resultWords(result);
    return (
      <>
        <p>{speed}</p>
        <p className="text-muted">{rest}</p>
      </>
    );
  }
  return (
    <p className="text-muted">{standing?.kind === "cancelled" ? "cancelled" : "not measured on this device yet"}</p>
  );
}

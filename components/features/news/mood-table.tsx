import { formatCount } from "@/components/blocks/count-of";
import { Button } from "@/components/ui/button";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { MoodPlot, MoodSlot } from "@/lib/core/charts/prepare-mood";
import { slotWords } from "@/lib/core/charts/slot-words";

const columns = ["bullish", "neutral", "bearish", "unclear"] as const;

/** The strip in numbers, newest first; a stretch without a story has a dash. */
export function MoodTable({ plot, onChoose }: { plot: MoodPlot; onChoose: (slot: MoodSlot) => void }) {
  return (
    <ScrollBox label="Mood in numbers" className="mt-2 max-h-[22rem] overflow-auto border-t border-line">
      <table className="w-full text-end text-xs">
        <caption className="sr-only">Stories by verdict, times in UTC</caption>
        <thead className="sticky top-0 bg-block text-muted">
          <tr>
            <th scope="col" className="px-2 py-1.5 text-start font-normal">
              Time (UTC)
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" className="px-1.5 py-1.5 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plot.slots.toReversed().map((slot) => (
            <tr key={slot.time} className="border-t border-line">
              <th scope="row" className="px-2 py-1 text-start font-normal">
                {slot.counts === null ? (
                  slotWords(slot, plot.interval)
                ) : (
                  <Button look="quiet" className="text-start" onClick={() => onChoose(slot)}>
                    {slotWords(slot, plot.interval)}
                  </Button>
                )}
              </th>
              {columns.map((name) => (
                <td key={name} className="px-1.5 font-mono">
                  {slot.counts === null ? "–" : formatCount(slot.counts[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

import { fade, readLook } from "./chart-look";

export interface PictureWords {
  readonly title: string;
  /** Source and date, and that it is sample data where it is. */
  readonly source: string;
  readonly sample: boolean;
}

/** A chart as a PNG with its title above and its source below, in the colours of the page; null where it cannot be made. */
export function composePicture(chart: HTMLCanvasElement, words: PictureWords): Promise<Blob | null> {
  const look = readLook(document.body);
  const ratio = window.devicePixelRatio || 1;
  const [head, foot, side] = [44 * ratio, 48 * ratio, 16 * ratio];
  const canvas = document.createElement("canvas");
  canvas.width = chart.width;
  canvas.height = chart.height + head + foot;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = look.block;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(chart, 0, head);
  pen.textBaseline = "middle";
  pen.fillStyle = look.text;
  pen.font = `600 ${16 * ratio}px ${look.words}`;
  pen.fillText(words.title, side, head / 2, canvas.width - 2 * side);
  pen.fillStyle = look.muted;
  pen.font = `${11 * ratio}px ${look.font}`;
  pen.fillText(words.source, side, canvas.height - foot * 0.68, canvas.width - 2 * side);
  pen.fillText(
    "Barometer · drawn with TradingView Lightweight Charts™ · not financial advice",
    side,
    canvas.height - foot * 0.3,
    canvas.width - 2 * side,
  );
  if (words.sample) {
    pen.textAlign = "right";
    pen.fillStyle = fade(look.text, 0.9);
    pen.font = `600 ${13 * ratio}px ${look.font}`;
    pen.fillText("sample data", canvas.width - side, head / 2);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

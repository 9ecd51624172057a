import { expect, test } from "vitest";
import { recogniseColumns, recogniseNumbers } from "./recognise-columns";

const places = (header: string): unknown => {
  const found = recogniseColumns(header.split(","));
  return (
    found && [found.time, found.open, found.high, found.low, found.close, found.volume, found.closeTime, found.market]
  );
};

test.each([
  [
    "Open time,open,high,low,close,volume,Close time,Quote asset volume,Number of trades,Taker buy base asset volume,Taker buy quote asset volume,Ignore",
    [0, 1, 2, 3, 4, 5, 6, null],
  ],
  [
    "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore",
    [0, 1, 2, 3, 4, 5, 6, null],
  ],
  ["timestamp,open,high,low,close,volume,MA_20,RSI,%K", [0, 1, 2, 3, 4, 5, null, null]],
  ["market,date,open,high,low,close,volume", [1, 2, 3, 4, 5, 6, null, 0]],
  ["Price,Close,High,Low,Open,Volume", [0, 4, 2, 3, 1, 5, null, null]],
  ["\ufeffUnix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT", [1, 3, 4, 5, 6, 7, null, 2]],
  [",open,high,low,close", [0, 1, 2, 3, 4, null, null, null]],
  ["t,o,h,l,c,v", null],
  ["ts,o,h,l,c,v", [0, 1, 2, 3, 4, 5, null, null]],
  ["date,fng_value,fng_classification", null],
  ["open,high,low,close,volume", null],
])("%s", (header, wanted) => {
  expect(places(header)).toEqual(wanted);
});

test("twelve numbers in place of names are those of an exchange", () => {
  expect(recogniseNumbers("1735689600000,1,2,1,2,3,1735693199999,4,5,6,7,0".split(","))).toMatchObject({
    time: 0,
    close: 4,
  });
  expect(recogniseNumbers("1735689600000,1,2,1,2,3".split(","))).toBeNull();
  expect(recogniseNumbers("a,1,2,1,2,3,1735693199999,4,5,6,7,0".split(","))).toBeNull();
});

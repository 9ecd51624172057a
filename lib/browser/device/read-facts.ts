import { clockStep } from "../../core/device/clock-step";
import type { DeviceFacts } from "../../core/device/device-run";
import { type AgentHints, shortAgent } from "../../core/device/short-agent";

// Where the types know them not yet: client hints and the class of memory, which only some browsers tell.
interface Told {
  readonly userAgentData?: Omit<AgentHints, "userAgent">;
  readonly deviceMemory?: number;
}

// (module (func (result v128) i32.const 0 i8x16.splat i8x16.popcnt)): valid only where there are vectors.
const VECTORS = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** What this browser tells of its device; nothing else is looked at, and it is sent nowhere. */
export function readFacts(): DeviceFacts {
  const { userAgentData, deviceMemory }: Told & Navigator = navigator;
  const { userAgent, hardwareConcurrency } = navigator;
  return {
    ...shortAgent({ ...pickHints(userAgentData), userAgent }),
    cores: hardwareConcurrency > 0 ? hardwareConcurrency : null,
    memoryGb: deviceMemory ?? null,
    simd: WebAssembly.validate(VECTORS),
    threads: crossOriginIsolated,
    clockStepMs: clockStep(() => performance.now()),
  };
}

/** They are getters of a prototype, which a spread leaves out. */
const pickHints = (hints: Told["userAgentData"]): Omit<AgentHints, "userAgent"> =>
  hints
    ? {
        ...(hints.brands && { brands: hints.brands }),
        ...(hints.platform !== undefined && { platform: hints.platform }),
        ...(hints.mobile !== undefined && { mobile: hints.mobile }),
      }
    : {};

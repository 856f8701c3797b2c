// Named points at which a test may end the process or hold it up. In service every point is passed freely.

export const faultPoints = [
  'execute.received',
  'execute.decided',
  'execute.written',
  'execute.committed',
  'outbox.claimed',
  'outbox.sent',
  'outbox.settled',
  'timers.due',
  'timers.fired',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

export type Faults = (point: FaultPoint) => Promise<void> | void;

export const noFaults: Faults = () => {};

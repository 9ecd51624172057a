const boxes = (many: number) => Array.from({ length: many }, (_, nth) => `box ${nth}`);

/** Rooms of the final size, while nothing is known; they show after a moment only. */
export const DashboardSkeleton = () => (
  <div aria-hidden="true" className="[animation:appear_150ms_step-end]" data-testid="skeleton">
    <div className="mt-1 grid grid-cols-2 gap-3 wide:grid-cols-4 wide:gap-4">
      {boxes(4).map((box) => (
        <div key={box} className="h-[8.2rem] rounded-block border border-line bg-fill wide:h-28" />
      ))}
    </div>
    <div className="mt-6 mb-2.5 h-9" />
    <div className="grid grid-cols-1 gap-3 min-[40rem]:grid-cols-2 wide:grid-cols-3 wide:gap-4 xl:grid-cols-4">
      {boxes(8).map((box) => (
        <div key={box} className="h-60 rounded-block border border-line bg-fill wide:h-54" />
      ))}
    </div>
    <div className="mt-6 mb-2.5 h-9" />
    <div className="h-96 rounded-block border border-line bg-fill" />
  </div>
);

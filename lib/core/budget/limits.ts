/** What may be spent. Null: no limit. Zero: nothing, ever. */
export interface BudgetLimits {
  readonly requestsPerMinute: number | null;
  readonly requestsPerDay: number | null;
  readonly requestsPerMonth: number | null;
  readonly creditsUsdPerDay: number | null;
  readonly creditsUsdPerMonth: number | null;
}

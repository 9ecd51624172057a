export const sampleLines = `Ether jumps 8% as spot funds take in record inflows
Lender freezes withdrawals and files for bankruptcy
Stablecoin issuer publishes its monthly report on reserves
Regulator drops its case against the exchange
Bitcoin slides under $90,000 after a wave of liquidations
Developers set the date of the next network upgrade
Hack fears ease as exchange restores withdrawals
Miners sell reserves as fees fall to a two-year low`;

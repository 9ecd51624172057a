export const sampleLines = `Ether jumps 8% as spot funds take in record inflows
Lender freezes withdrawals and files for bankruptcy
Regulator asks for comments on its custody rules
Regulator drops its case against the exchange, token jumps
Bitcoin slides under $90,000 after a wave of liquidations
Bitcoin trades flat ahead of the Fed decision
Hack fears ease as exchange restores withdrawals
Miners sell reserves as fees fall to a two-year low`;

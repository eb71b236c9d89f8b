// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['Position liquidated', 'Your long of 0.25 BTC-USDT was liquidated at 58,120.50. Realized P&L: -1,532.40 USDT'],
      push: ['Position liquidated: BTC-USDT', 'Your long of 0.25 was liquidated at 58,120.50. Realized P&L: -1,532.40 USDT'],
      telegram: ['Position liquidated', 'Your long of 0.25 BTC-USDT was liquidated at 58,120.50. Realized P&L: -1,532.40 USDT. Position: p-4711. Client order ID: liq-4711-1'],
      email: ['Position liquidated: BTC-USDT', 'Your long of 0.25 BTC-USDT was liquidated at 58,120.50.\u000aRealized P&L: -1,532.40 USDT\u000aPosition: p-4711\u000aClient order ID: liq-4711-1'],
      sms: ['', 'Liquidated: long 0.25 BTC-USDT at 58,120.50. P&L: -1,532.40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['Margin call', 'BTC-USDT is at a margin ratio of 118.5% (liquidation at 100%). Liquidation price: 58,120.50 USDT. Mark price: 59,480.20 USDT'],
      push: ['Margin call: BTC-USDT', 'Margin ratio 118.5% (liquidation at 100%). Liquidation price: 58,120.50 USDT. Mark price: 59,480.20 USDT'],
      telegram: ['Margin call', 'BTC-USDT is at a margin ratio of 118.5% (liquidation at 100%). Liquidation price: 58,120.50 USDT. Mark price: 59,480.20 USDT. Position: p-4711'],
      email: ['Margin call: BTC-USDT', 'BTC-USDT is at a margin ratio of 118.5% (liquidation at 100%).\u000aLiquidation price: 58,120.50 USDT\u000aMark price: 59,480.20 USDT\u000aPosition: p-4711'],
      sms: ['', 'Margin call: BTC-USDT at 118.5% (liquidation at 100%). Liq. price: 58,120.50 USDT. Mark: 59,480.20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['Loan LTV warning', 'Your loan is at a loan-to-value (LTV) of 78.4%. Liquidation LTV (%): 83. Collateral: BTC. Add collateral or repay to avoid a liquidation'],
      push: ['Loan LTV warning: 78.4%', 'Your loan approaches liquidation. Liquidation LTV (%): 83. Collateral: BTC. Add collateral or repay to avoid a liquidation'],
      telegram: ['Loan LTV warning', 'Your loan is at a loan-to-value (LTV) of 78.4%. Liquidation LTV (%): 83. Collateral: BTC. Loan: l-620. Add collateral or repay to avoid a liquidation'],
      email: ['Loan LTV warning: 78.4%', 'Your loan is at a loan-to-value (LTV) of 78.4%. Add collateral or repay to avoid a liquidation.\u000aLiquidation LTV (%): 83\u000aCollateral: BTC\u000aLoan: l-620'],
      sms: ['', 'Loan LTV warning: 78.4%, add collateral or repay. Liq. LTV (%): 83'],
    },
    'margin_restored': {
      websocket: ['Margin restored', 'BTC-USDT is back at a margin ratio of 212.5%'],
      push: ['Margin restored: BTC-USDT', 'Margin ratio back at 212.5%'],
      telegram: ['Margin restored', 'BTC-USDT is back at a margin ratio of 212.5%. Position: p-4711'],
      email: ['Margin restored: BTC-USDT', 'BTC-USDT is back at a margin ratio of 212.5%.\u000aPosition: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['Order filled', 'Bought 0.125 BTC-USDT at 64,250.10. Fee: 8.03 USDT'],
      push: ['Order filled: BTC-USDT', 'Bought 0.125 at 64,250.10. Fee: 8.03 USDT'],
      telegram: ['Order filled', 'Bought 0.125 BTC-USDT at 64,250.10. Fee: 8.03 USDT. Order: o-77120. Client order ID: my-order-12'],
      email: ['Order filled: BTC-USDT', 'Bought 0.125 BTC-USDT at 64,250.10.\u000aFee: 8.03 USDT\u000aOrder: o-77120\u000aClient order ID: my-order-12'],
      sms: ['', 'Filled: bought 0.125 BTC-USDT at 64,250.10. Fee: 8.03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['Price alert', 'BTC-USDT is at 64,250.10 (your alert: above 64,000). Your note: Take profit'],
      push: ['Price alert: BTC-USDT', 'Now at 64,250.10 (your alert: above 64,000). Your note: Take profit'],
      telegram: ['Price alert', 'BTC-USDT is at 64,250.10 (your alert: above 64,000). Your note: Take profit'],
      email: ['Price alert: BTC-USDT', 'BTC-USDT is at 64,250.10 (your alert: above 64,000).\u000aYour note: Take profit'],
    },
    'price_feed': {
      websocket: ['Prices interrupted', 'No price of BTC-USDT since 23 Nov 2026, 14:05 UTC. Your alerts on it cannot fire until prices are back'],
      push: ['Prices interrupted: BTC-USDT', 'No price since 23 Nov 2026, 14:05 UTC. Your alerts on it cannot fire until prices are back'],
      telegram: ['Prices interrupted', 'No price of BTC-USDT since 23 Nov 2026, 14:05 UTC. Your alerts on it cannot fire until prices are back'],
      email: ['Prices interrupted: BTC-USDT', 'No price of BTC-USDT since 23 Nov 2026, 14:05 UTC. Your alerts on it cannot fire until prices are back.'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['Order partially filled', 'Bought 0.050 BTC-USDT at 64,250.10. Still open: 0.075'],
      push: ['Order partially filled: BTC-USDT', 'Bought 0.050 at 64,250.10. Still open: 0.075'],
      telegram: ['Order partially filled', 'Bought 0.050 BTC-USDT at 64,250.10. Still open: 0.075. Order: o-77120. Client order ID: my-order-12'],
      email: ['Order partially filled: BTC-USDT', 'Bought 0.050 BTC-USDT at 64,250.10.\u000aStill open: 0.075\u000aOrder: o-77120\u000aClient order ID: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['Deposit credited', '1,500 USDT arrived in your account. Network: TRON (TRC20). Transaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Deposit credited: 1,500 USDT', 'It is in your account'],
      telegram: ['Deposit credited', '1,500 USDT arrived in your account. Network: TRON (TRC20). Transaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Deposit: d-2081'],
      email: ['Deposit credited: 1,500 USDT', '1,500 USDT arrived in your account.\u000aNetwork: TRON (TRC20)\u000aTransaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDeposit: d-2081'],
    },
    'deposit_detected': {
      websocket: ['Deposit detected', 'A deposit of 1,500 USDT was detected and is not credited yet. Confirmations: 4. Confirmations needed: 20. Network: TRON (TRC20). Transaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['Deposit detected: 1,500 USDT', 'It will be credited once it is confirmed. Confirmations: 4. Confirmations needed: 20'],
      telegram: ['Deposit detected', 'A deposit of 1,500 USDT was detected and is not credited yet. Confirmations: 4. Confirmations needed: 20. Network: TRON (TRC20). Transaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3. Deposit: d-2081'],
      email: ['Deposit detected: 1,500 USDT', 'A deposit of 1,500 USDT was detected and is not credited yet.\u000aConfirmations: 4\u000aConfirmations needed: 20\u000aNetwork: TRON (TRC20)\u000aTransaction: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000aDeposit: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['New listing', 'Sui (SUI-USDT) is listed, score 8.5. Trading starts: 24 Nov 2026, 10:00 UTC'],
      push: ['New listing: SUI-USDT', 'Sui, score 8.5. Trading starts: 24 Nov 2026, 10:00 UTC'],
      telegram: ['New listing', 'Sui (SUI-USDT) is listed, score 8.5. Trading starts: 24 Nov 2026, 10:00 UTC'],
      email: ['New listing: SUI-USDT', 'Sui (SUI-USDT) is listed, score 8.5.\u000aTrading starts: 24 Nov 2026, 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['Weekly report, week 47 of 2026', 'Realized P&L: 842.15 USDT. Unrealized P&L: -120.40 USDT. Trades: 38. Volume: 184,300.25 USDT'],
      push: ['Weekly report, week 47 of 2026', 'Realized P&L: 842.15 USDT. Unrealized P&L: -120.40 USDT. Trades: 38. Volume: 184,300.25 USDT'],
      telegram: ['Weekly report, week 47 of 2026', 'Realized P&L: 842.15 USDT. Unrealized P&L: -120.40 USDT. Trades: 38. Volume: 184,300.25 USDT'],
      email: ['Weekly report, week 47 of 2026', 'Realized P&L: 842.15 USDT.\u000aUnrealized P&L: -120.40 USDT\u000aTrades: 38\u000aVolume: 184,300.25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['Daily report 23 Nov 2026', '12 fills, 3 price alerts, 1 deposit, 2 referral rewards. Realized P&L: 215.30 USDT. Unrealized P&L: -48.75 USDT'],
      push: ['Daily report 23 Nov 2026', '12 fills, 3 price alerts, 1 deposit, 2 referral rewards. Realized P&L: 215.30 USDT. Unrealized P&L: -48.75 USDT'],
      telegram: ['Daily report 23 Nov 2026', '12 fills, 3 price alerts, 1 deposit, 2 referral rewards. Realized P&L: 215.30 USDT. Unrealized P&L: -48.75 USDT'],
      email: ['Daily report 23 Nov 2026', '12 fills, 3 price alerts, 1 deposit, 2 referral rewards.\u000aRealized P&L: 215.30 USDT\u000aUnrealized P&L: -48.75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['Referral reward', 'You earned 4.25 USDT. Your referrals: 7'],
      push: ['Referral reward: 4.25 USDT', 'You earned it through your referrals'],
      telegram: ['Referral reward', 'You earned 4.25 USDT. Your referrals: 7. Accrual: r-9310'],
      email: ['Referral reward: 4.25 USDT', 'You earned 4.25 USDT.\u000aYour referrals: 7\u000aAccrual: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['Order cancelled', 'Your order in BTC-USDT was cancelled by the exchange. Reason: Time in force expired. Not filled: 0.075'],
      push: ['Order cancelled: BTC-USDT', 'The exchange cancelled your order. Reason: Time in force expired. Not filled: 0.075'],
      telegram: ['Order cancelled', 'Your order in BTC-USDT was cancelled by the exchange. Reason: Time in force expired. Not filled: 0.075. Order: o-77121'],
      email: ['Order cancelled: BTC-USDT', 'Your order in BTC-USDT was cancelled by the exchange.\u000aReason: Time in force expired\u000aNot filled: 0.075\u000aOrder: o-77121'],
    },
    'order_rejected': {
      websocket: ['Order rejected', 'Your order in BTC-USDT was rejected. Reason: Insufficient balance'],
      push: ['Order rejected: BTC-USDT', 'Your order was not placed. Reason: Insufficient balance'],
      telegram: ['Order rejected', 'Your order in BTC-USDT was rejected. Reason: Insufficient balance. Order: o-77122'],
      email: ['Order rejected: BTC-USDT', 'Your order in BTC-USDT was rejected.\u000aReason: Insufficient balance\u000aOrder: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['Stop order triggered', 'Your stop order to sell BTC-USDT was triggered at 62,500.00. Quantity: 0.125'],
      push: ['Stop order triggered: BTC-USDT', 'Your order to sell was triggered at 62,500.00. Quantity: 0.125'],
      telegram: ['Stop order triggered', 'Your stop order to sell BTC-USDT was triggered at 62,500.00. Quantity: 0.125. Order: o-77125. Client order ID: my-stop-3'],
      email: ['Stop order triggered: BTC-USDT', 'Your stop order to sell BTC-USDT was triggered at 62,500.00.\u000aQuantity: 0.125\u000aOrder: o-77125\u000aClient order ID: my-stop-3'],
      sms: ['', 'Stop triggered: sell BTC-USDT at 62,500.00. Quantity: 0.125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['Funding paid', 'You paid 3.21 USDT of funding for BTC-USDT. Funding rate (%): 0.01'],
      push: ['Funding paid: BTC-USDT', 'You paid 3.21 USDT. Funding rate (%): 0.01'],
      telegram: ['Funding paid', 'You paid 3.21 USDT of funding for BTC-USDT. Funding rate (%): 0.01. Position: p-4711'],
      email: ['Funding paid: BTC-USDT', 'You paid 3.21 USDT of funding for BTC-USDT.\u000aFunding rate (%): 0.01\u000aPosition: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['Transfer completed', '500 USDT was transferred from Spot to Futures'],
      push: ['Transfer completed: 500 USDT', 'From Spot to Futures'],
      telegram: ['Transfer completed', '500 USDT was transferred from Spot to Futures. Transfer: t-880'],
      email: ['Transfer completed: 500 USDT', '500 USDT was transferred from Spot to Futures.\u000aTransfer: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['Withdrawal completed', 'Your withdrawal of 2,500 USDT was completed. Transaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Network: TRON (TRC20)'],
      push: ['Withdrawal completed: 2,500 USDT', 'It was confirmed on the network'],
      telegram: ['Withdrawal completed', 'Your withdrawal of 2,500 USDT was completed. Transaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Network: TRON (TRC20). Withdrawal: w-5140'],
      email: ['Withdrawal completed: 2,500 USDT', 'Your withdrawal of 2,500 USDT was completed.\u000aTransaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aNetwork: TRON (TRC20)\u000aWithdrawal: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['Withdrawal sent', 'Your withdrawal of 2,500 USDT was sent. Transaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Network: TRON (TRC20)'],
      push: ['Withdrawal sent: 2,500 USDT', 'It is on its way'],
      telegram: ['Withdrawal sent', 'Your withdrawal of 2,500 USDT was sent. Transaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92. Network: TRON (TRC20). Withdrawal: w-5140'],
      email: ['Withdrawal sent: 2,500 USDT', 'Your withdrawal of 2,500 USDT was sent.\u000aTransaction: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000aNetwork: TRON (TRC20)\u000aWithdrawal: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['P2P dispute opened', 'A dispute was opened about your P2P trade. Reason: Payment not received. Respond in the app'],
      push: ['P2P dispute opened', 'A dispute was opened about your P2P trade. Reason: Payment not received. Respond in the app'],
      telegram: ['P2P dispute opened', 'A dispute was opened about your P2P trade. Reason: Payment not received. Trade: pt-415. Respond in the app'],
      email: ['P2P dispute opened', 'A dispute was opened about your P2P trade. Respond in the app.\u000aReason: Payment not received\u000aTrade: pt-415'],
      sms: ['', 'A dispute was opened about your P2P trade, respond in the app'],
    },
    'p2p_payment_marked': {
      websocket: ['P2P payment marked as sent', 'A payment of 750 EUR was marked as sent in your P2P trade. Counterparty: Anna K. Release the crypto only after the money has arrived'],
      push: ['P2P payment marked as sent: 750 EUR', 'Check that the money has arrived. Counterparty: Anna K. Release the crypto only after the money has arrived'],
      telegram: ['P2P payment marked as sent', 'A payment of 750 EUR was marked as sent in your P2P trade. Counterparty: Anna K. Trade: pt-415. Release the crypto only after the money has arrived'],
      email: ['P2P payment marked as sent: 750 EUR', 'A payment of 750 EUR was marked as sent in your P2P trade. Release the crypto only after the money has arrived.\u000aCounterparty: Anna K.\u000aTrade: pt-415'],
      sms: ['', 'P2P payment of 750 EUR marked as sent. Check that it has arrived before you release. Counterparty: Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['Card payment approved', 'Your card payment of 42.90 EUR at Cafe Central was approved'],
      push: ['Card payment approved: 42.90 EUR', 'At Cafe Central'],
      telegram: ['Card payment approved', 'Your card payment of 42.90 EUR at Cafe Central was approved. Payment: au-9921'],
      email: ['Card payment approved: 42.90 EUR', 'Your card payment of 42.90 EUR at Cafe Central was approved.\u000aPayment: au-9921'],
    },
    'card_declined': {
      websocket: ['Card payment declined', 'Your card payment of 42.90 EUR at Cafe Central was declined. Reason: Insufficient balance'],
      push: ['Card payment declined: 42.90 EUR', 'At Cafe Central. Reason: Insufficient balance'],
      telegram: ['Card payment declined', 'Your card payment of 42.90 EUR at Cafe Central was declined. Reason: Insufficient balance. Payment: au-9922'],
      email: ['Card payment declined: 42.90 EUR', 'Your card payment of 42.90 EUR at Cafe Central was declined.\u000aReason: Insufficient balance\u000aPayment: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['Copy trading stopped', 'You no longer copy NordicAlpha. Reason: Stop loss reached. Realized P&L: -86.20 USDT'],
      push: ['Copy trading stopped: NordicAlpha', 'You no longer copy this lead trader. Reason: Stop loss reached. Realized P&L: -86.20 USDT'],
      telegram: ['Copy trading stopped', 'You no longer copy NordicAlpha. Reason: Stop loss reached. Realized P&L: -86.20 USDT'],
      email: ['Copy trading stopped: NordicAlpha', 'You no longer copy NordicAlpha.\u000aReason: Stop loss reached\u000aRealized P&L: -86.20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['Earn product matured', 'Your Earn product has matured: 2 ETH is available again. Reward: 0.0164 ETH'],
      push: ['Earn product matured: 2 ETH', 'The amount is available again. Reward: 0.0164 ETH'],
      telegram: ['Earn product matured', 'Your Earn product has matured: 2 ETH is available again. Reward: 0.0164 ETH. Product: e-330'],
      email: ['Earn product matured: 2 ETH', 'Your Earn product has matured: 2 ETH is available again.\u000aReward: 0.0164 ETH\u000aProduct: e-330'],
    },
    'staking_reward': {
      websocket: ['Staking reward', 'You earned 0.0042 ETH by staking. Annual rate (%): 3.1'],
      push: ['Staking reward: 0.0042 ETH', 'Earned by staking'],
      telegram: ['Staking reward', 'You earned 0.0042 ETH by staking. Annual rate (%): 3.1. Reward: sr-2093'],
      email: ['Staking reward: 0.0042 ETH', 'You earned 0.0042 ETH by staking.\u000aAnnual rate (%): 3.1\u000aReward: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['Contract expires soon', 'BTC-USDT-261127 expires on 27 Nov 2026, 08:00 UTC. Expected settlement price: 64,180.75'],
      push: ['Contract expires soon: BTC-USDT-261127', 'It expires on 27 Nov 2026, 08:00 UTC. Expected settlement price: 64,180.75'],
      telegram: ['Contract expires soon', 'BTC-USDT-261127 expires on 27 Nov 2026, 08:00 UTC. Expected settlement price: 64,180.75'],
      email: ['Contract expires soon: BTC-USDT-261127', 'BTC-USDT-261127 expires on 27 Nov 2026, 08:00 UTC.\u000aExpected settlement price: 64,180.75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['Trading halted', 'Trading in BTC-USDT is halted. Reason: System upgrade. Expected to resume: 23 Nov 2026, 16:00 UTC'],
      push: ['Trading halted: BTC-USDT', 'Orders are not executed for now. Reason: System upgrade. Expected to resume: 23 Nov 2026, 16:00 UTC'],
      telegram: ['Trading halted', 'Trading in BTC-USDT is halted. Reason: System upgrade. Expected to resume: 23 Nov 2026, 16:00 UTC'],
      email: ['Trading halted: BTC-USDT', 'Trading in BTC-USDT is halted.\u000aReason: System upgrade\u000aExpected to resume: 23 Nov 2026, 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['Trading resumed', 'Trading in BTC-USDT has resumed'],
      push: ['Trading resumed: BTC-USDT', 'Orders are executed again'],
      telegram: ['Trading resumed', 'Trading in BTC-USDT has resumed'],
      email: ['Trading resumed: BTC-USDT', 'Trading in BTC-USDT has resumed.'],
    },
    'maintenance': {
      websocket: ['Scheduled maintenance', 'Maintenance is scheduled from 25 Nov 2026, 02:00 UTC to 25 Nov 2026, 04:00 UTC. Affected: Spot trading'],
      push: ['Scheduled maintenance', 'From 25 Nov 2026, 02:00 UTC to 25 Nov 2026, 04:00 UTC. Affected: Spot trading'],
      telegram: ['Scheduled maintenance', 'Maintenance is scheduled from 25 Nov 2026, 02:00 UTC to 25 Nov 2026, 04:00 UTC. Affected: Spot trading'],
      email: ['Scheduled maintenance', 'Maintenance is scheduled from 25 Nov 2026, 02:00 UTC to 25 Nov 2026, 04:00 UTC.\u000aAffected: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['Identity verified', 'Your identity has been verified'],
      push: ['Identity verified', 'Your verification was approved'],
      telegram: ['Identity verified', 'Your identity has been verified. Case: kyc-901'],
      email: ['Identity verified', 'Your identity has been verified.\u000aCase: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['Fee tier changed', 'Your fee tier is now VIP 2. Maker fee (%): 0.06. Taker fee (%): 0.08'],
      push: ['Fee tier changed: VIP 2', 'New fees apply to your trades. Maker fee (%): 0.06. Taker fee (%): 0.08'],
      telegram: ['Fee tier changed', 'Your fee tier is now VIP 2. Maker fee (%): 0.06. Taker fee (%): 0.08'],
      email: ['Fee tier changed: VIP 2', 'Your fee tier is now VIP 2.\u000aMaker fee (%): 0.06\u000aTaker fee (%): 0.08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['Account statement ready', 'Your account statement for 2026-10 is ready'],
      push: ['Account statement ready: 2026-10', 'You can download it in the app'],
      telegram: ['Account statement ready', 'Your account statement for 2026-10 is ready'],
      email: ['Account statement ready: 2026-10', 'Your account statement for 2026-10 is ready.'],
    },
    'tax_report_ready': {
      websocket: ['Tax report ready', 'Your tax report for 2026 is ready'],
      push: ['Tax report ready: 2026', 'You can download it in the app'],
      telegram: ['Tax report ready', 'Your tax report for 2026 is ready'],
      email: ['Tax report ready: 2026', 'Your tax report for 2026 is ready.'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['Announcement', 'New earn products: Fixed terms of 30 and 60 days are now available. Read more: https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['Announcement', 'New earn products: Fixed terms of 30 and 60 days are now available. Read more: https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products: Fixed terms of 30 and 60 days are now available.\u000aRead more: https://exchange.example/news/an-210'],
    },
  },
};

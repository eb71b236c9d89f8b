// Generated from the event catalogue by `cargo run -p contract`. Do not edit it.

/** @type {import('../../types.js').Previews} */
export default {
  'liquidation': {
    'position_liquidated': {
      websocket: ['仓位已强平', '您的 BTC-USDT 多仓（数量 0.25）已被强制平仓，平仓价格 58,120.50。已实现盈亏：-1,532.40 USDT'],
      push: ['仓位已强平：BTC-USDT', '您的多仓（数量 0.25）已被强制平仓，平仓价格 58,120.50。已实现盈亏：-1,532.40 USDT'],
      telegram: ['仓位已强平', '您的 BTC-USDT 多仓（数量 0.25）已被强制平仓，平仓价格 58,120.50。已实现盈亏：-1,532.40 USDT。仓位 ID：p-4711。自定义订单 ID：liq-4711-1'],
      email: ['仓位已强平：BTC-USDT', '您的 BTC-USDT 多仓（数量 0.25）已被强制平仓，平仓价格 58,120.50。\u000a已实现盈亏: -1,532.40 USDT\u000a仓位 ID: p-4711\u000a自定义订单 ID: liq-4711-1'],
      sms: ['', '仓位已强平：BTC-USDT 多仓，数量 0.25，价格 58,120.50。盈亏：-1,532.40 USDT'],
    },
  },
  'liquidationWarning': {
    'margin_call': {
      websocket: ['追加保证金通知', 'BTC-USDT 的保证金率已降至 118.5%（降至 100% 时强平）。强平价格：58,120.50 USDT。标记价格：59,480.20 USDT'],
      push: ['追加保证金通知：BTC-USDT', '保证金率已降至 118.5%（降至 100% 时强平）。强平价格：58,120.50 USDT。标记价格：59,480.20 USDT'],
      telegram: ['追加保证金通知', 'BTC-USDT 的保证金率已降至 118.5%（降至 100% 时强平）。强平价格：58,120.50 USDT。标记价格：59,480.20 USDT。仓位 ID：p-4711'],
      email: ['追加保证金通知：BTC-USDT', 'BTC-USDT 的保证金率已降至 118.5%（降至 100% 时强平）。\u000a强平价格: 58,120.50 USDT\u000a标记价格: 59,480.20 USDT\u000a仓位 ID: p-4711'],
      sms: ['', '追加保证金通知：BTC-USDT 保证金率 118.5%（降至 100% 时强平）。强平价：58,120.50 USDT。标记价：59,480.20 USDT'],
    },
    'loan_ltv_warning': {
      websocket: ['借贷质押率预警', '您的借贷质押率（LTV）已达 78.4%。强平质押率（%）：83。质押币种：BTC。请补充质押物或还款，以避免强平'],
      push: ['借贷质押率预警：78.4%', '您的借贷已接近强平线。强平质押率（%）：83。质押币种：BTC。请补充质押物或还款，以避免强平'],
      telegram: ['借贷质押率预警', '您的借贷质押率（LTV）已达 78.4%。强平质押率（%）：83。质押币种：BTC。借贷 ID：l-620。请补充质押物或还款，以避免强平'],
      email: ['借贷质押率预警：78.4%', '您的借贷质押率（LTV）已达 78.4%。请补充质押物或还款，以避免强平。\u000a强平质押率（%）: 83\u000a质押币种: BTC\u000a借贷 ID: l-620'],
      sms: ['', '借贷质押率（LTV）预警：78.4%，请补充质押物或还款。强平质押率（%）：83'],
    },
    'margin_restored': {
      websocket: ['保证金率已恢复', 'BTC-USDT 的保证金率已回升至 212.5%'],
      push: ['保证金率已恢复：BTC-USDT', '保证金率已回升至 212.5%'],
      telegram: ['保证金率已恢复', 'BTC-USDT 的保证金率已回升至 212.5%。仓位 ID：p-4711'],
      email: ['保证金率已恢复：BTC-USDT', 'BTC-USDT 的保证金率已回升至 212.5%。\u000a仓位 ID: p-4711'],
    },
  },
  'orderFilled': {
    'order_filled': {
      websocket: ['订单已成交', '您的 BTC-USDT 买入订单已成交，数量 0.125，价格 64,250.10。手续费：8.03 USDT'],
      push: ['订单已成交：BTC-USDT', '已买入 0.125，价格 64,250.10。手续费：8.03 USDT'],
      telegram: ['订单已成交', '您的 BTC-USDT 买入订单已成交，数量 0.125，价格 64,250.10。手续费：8.03 USDT。订单号：o-77120。自定义订单 ID：my-order-12'],
      email: ['订单已成交：BTC-USDT', '您的 BTC-USDT 买入订单已成交，数量 0.125，价格 64,250.10。\u000a手续费: 8.03 USDT\u000a订单号: o-77120\u000a自定义订单 ID: my-order-12'],
      sms: ['', '已成交：BTC-USDT 买入 0.125，价格 64,250.10。手续费：8.03 USDT'],
    },
  },
  'priceAlert': {
    'price_alert': {
      websocket: ['价格提醒', 'BTC-USDT 现价 64,250.10（您的提醒：高于 64,000）。您的备注：Take profit'],
      push: ['价格提醒：BTC-USDT', '现价 64,250.10（您的提醒：高于 64,000）。您的备注：Take profit'],
      telegram: ['价格提醒', 'BTC-USDT 现价 64,250.10（您的提醒：高于 64,000）。您的备注：Take profit'],
      email: ['价格提醒：BTC-USDT', 'BTC-USDT 现价 64,250.10（您的提醒：高于 64,000）。\u000a您的备注: Take profit'],
    },
    'price_feed': {
      websocket: ['价格更新中断', 'BTC-USDT 的价格自 2026-11-23 14:05 UTC 起未更新。价格恢复更新前，您在该交易对上的价格提醒无法触发'],
      push: ['价格更新中断：BTC-USDT', '价格自 2026-11-23 14:05 UTC 起未更新。价格恢复更新前，您在该交易对上的价格提醒无法触发'],
      telegram: ['价格更新中断', 'BTC-USDT 的价格自 2026-11-23 14:05 UTC 起未更新。价格恢复更新前，您在该交易对上的价格提醒无法触发'],
      email: ['价格更新中断：BTC-USDT', 'BTC-USDT 的价格自 2026-11-23 14:05 UTC 起未更新。价格恢复更新前，您在该交易对上的价格提醒无法触发。'],
    },
  },
  'partialFill': {
    'order_partially_filled': {
      websocket: ['订单部分成交', '您的 BTC-USDT 买入订单已部分成交，成交数量 0.050，价格 64,250.10。未成交数量：0.075'],
      push: ['订单部分成交：BTC-USDT', '已买入 0.050，价格 64,250.10。未成交数量：0.075'],
      telegram: ['订单部分成交', '您的 BTC-USDT 买入订单已部分成交，成交数量 0.050，价格 64,250.10。未成交数量：0.075。订单号：o-77120。自定义订单 ID：my-order-12'],
      email: ['订单部分成交：BTC-USDT', '您的 BTC-USDT 买入订单已部分成交，成交数量 0.050，价格 64,250.10。\u000a未成交数量: 0.075\u000a订单号: o-77120\u000a自定义订单 ID: my-order-12'],
    },
  },
  'deposit': {
    'deposit_credited': {
      websocket: ['充值已到账', '1,500 USDT 已到账。网络：TRON (TRC20)。交易哈希：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['充值已到账：1,500 USDT', '已存入您的账户'],
      telegram: ['充值已到账', '1,500 USDT 已到账。网络：TRON (TRC20)。交易哈希：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3。充值 ID：d-2081'],
      email: ['充值已到账：1,500 USDT', '1,500 USDT 已到账。\u000a网络: TRON (TRC20)\u000a交易哈希: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000a充值 ID: d-2081'],
    },
    'deposit_detected': {
      websocket: ['检测到充值', '检测到 1,500 USDT 充值，尚未到账。已确认次数：4。所需确认次数：20。网络：TRON (TRC20)。交易哈希：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3'],
      push: ['检测到充值：1,500 USDT', '网络确认后即可到账。已确认次数：4。所需确认次数：20'],
      telegram: ['检测到充值', '检测到 1,500 USDT 充值，尚未到账。已确认次数：4。所需确认次数：20。网络：TRON (TRC20)。交易哈希：7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3。充值 ID：d-2081'],
      email: ['检测到充值：1,500 USDT', '检测到 1,500 USDT 充值，尚未到账。\u000a已确认次数: 4\u000a所需确认次数: 20\u000a网络: TRON (TRC20)\u000a交易哈希: 7c2d4f0a9be1538d6f42c07ae95b318d24f6e0c97a1b8350df64c2e9817ab5f3\u000a充值 ID: d-2081'],
    },
  },
  'newListing': {
    'new_listing': {
      websocket: ['新币上线', 'Sui（SUI-USDT）上线，评分 8.5。开始交易时间：2026-11-24 10:00 UTC'],
      push: ['新币上线：SUI-USDT', 'Sui，评分 8.5。开始交易时间：2026-11-24 10:00 UTC'],
      telegram: ['新币上线', 'Sui（SUI-USDT）上线，评分 8.5。开始交易时间：2026-11-24 10:00 UTC'],
      email: ['新币上线：SUI-USDT', 'Sui（SUI-USDT）上线，评分 8.5。\u000a开始交易时间: 2026-11-24 10:00 UTC'],
    },
  },
  'weeklyReport': {
    'weekly_pnl_report': {
      websocket: ['周报（2026 年第 47 周）', '已实现盈亏：842.15 USDT。未实现盈亏：-120.40 USDT。交易笔数：38。交易额：184,300.25 USDT'],
      push: ['周报（2026 年第 47 周）', '已实现盈亏：842.15 USDT。未实现盈亏：-120.40 USDT。交易笔数：38。交易额：184,300.25 USDT'],
      telegram: ['周报（2026 年第 47 周）', '已实现盈亏：842.15 USDT。未实现盈亏：-120.40 USDT。交易笔数：38。交易额：184,300.25 USDT'],
      email: ['周报（2026 年第 47 周）', '已实现盈亏：842.15 USDT。\u000a未实现盈亏: -120.40 USDT\u000a交易笔数: 38\u000a交易额: 184,300.25 USDT'],
    },
  },
  'dailyReport': {
    'daily_report': {
      websocket: ['日报 2026-11-23', '12 笔成交、3 条价格提醒、1 笔充值、2 笔邀请奖励。已实现盈亏：215.30 USDT。未实现盈亏：-48.75 USDT'],
      push: ['日报 2026-11-23', '12 笔成交、3 条价格提醒、1 笔充值、2 笔邀请奖励。已实现盈亏：215.30 USDT。未实现盈亏：-48.75 USDT'],
      telegram: ['日报 2026-11-23', '12 笔成交、3 条价格提醒、1 笔充值、2 笔邀请奖励。已实现盈亏：215.30 USDT。未实现盈亏：-48.75 USDT'],
      email: ['日报 2026-11-23', '12 笔成交、3 条价格提醒、1 笔充值、2 笔邀请奖励。\u000a已实现盈亏: 215.30 USDT\u000a未实现盈亏: -48.75 USDT'],
    },
  },
  'referral': {
    'referral_accrued': {
      websocket: ['邀请奖励', '您获得了 4.25 USDT 邀请奖励。邀请人数：7'],
      push: ['邀请奖励：4.25 USDT', '您通过邀请好友获得了奖励'],
      telegram: ['邀请奖励', '您获得了 4.25 USDT 邀请奖励。邀请人数：7。奖励 ID：r-9310'],
      email: ['邀请奖励：4.25 USDT', '您获得了 4.25 USDT 邀请奖励。\u000a邀请人数: 7\u000a奖励 ID: r-9310'],
    },
  },
  'orderClosed': {
    'order_cancelled': {
      websocket: ['订单已取消', '您的 BTC-USDT 订单已被系统取消。原因：Time in force expired。未成交数量：0.075'],
      push: ['订单已取消：BTC-USDT', '该订单已被系统取消。原因：Time in force expired。未成交数量：0.075'],
      telegram: ['订单已取消', '您的 BTC-USDT 订单已被系统取消。原因：Time in force expired。未成交数量：0.075。订单号：o-77121'],
      email: ['订单已取消：BTC-USDT', '您的 BTC-USDT 订单已被系统取消。\u000a原因: Time in force expired\u000a未成交数量: 0.075\u000a订单号: o-77121'],
    },
    'order_rejected': {
      websocket: ['订单被拒绝', '您的 BTC-USDT 订单被拒绝。原因：Insufficient balance'],
      push: ['订单被拒绝：BTC-USDT', '下单未成功。原因：Insufficient balance'],
      telegram: ['订单被拒绝', '您的 BTC-USDT 订单被拒绝。原因：Insufficient balance。订单号：o-77122'],
      email: ['订单被拒绝：BTC-USDT', '您的 BTC-USDT 订单被拒绝。\u000a原因: Insufficient balance\u000a订单号: o-77122'],
    },
  },
  'stopTriggered': {
    'stop_triggered': {
      websocket: ['止损单已触发', '您的 BTC-USDT 卖出止损单已触发，触发价 62,500.00。数量：0.125'],
      push: ['止损单已触发：BTC-USDT', '卖出订单已触发，触发价 62,500.00。数量：0.125'],
      telegram: ['止损单已触发', '您的 BTC-USDT 卖出止损单已触发，触发价 62,500.00。数量：0.125。订单号：o-77125。自定义订单 ID：my-stop-3'],
      email: ['止损单已触发：BTC-USDT', '您的 BTC-USDT 卖出止损单已触发，触发价 62,500.00。\u000a数量: 0.125\u000a订单号: o-77125\u000a自定义订单 ID: my-stop-3'],
      sms: ['', '止损单已触发：卖出 BTC-USDT，触发价 62,500.00。数量：0.125'],
    },
  },
  'funding': {
    'funding_paid': {
      websocket: ['已支付资金费用', '您支付了 BTC-USDT 的资金费用 3.21 USDT。资金费率（%）：0.01'],
      push: ['已支付资金费用：BTC-USDT', '您支付了 3.21 USDT。资金费率（%）：0.01'],
      telegram: ['已支付资金费用', '您支付了 BTC-USDT 的资金费用 3.21 USDT。资金费率（%）：0.01。仓位 ID：p-4711'],
      email: ['已支付资金费用：BTC-USDT', '您支付了 BTC-USDT 的资金费用 3.21 USDT。\u000a资金费率（%）: 0.01\u000a仓位 ID: p-4711'],
    },
  },
  'withdrawal': {
    'transfer_completed': {
      websocket: ['划转成功', '500 USDT 已从 Spot 划转至 Futures'],
      push: ['划转成功：500 USDT', '从 Spot 到 Futures'],
      telegram: ['划转成功', '500 USDT 已从 Spot 划转至 Futures。划转 ID：t-880'],
      email: ['划转成功：500 USDT', '500 USDT 已从 Spot 划转至 Futures。\u000a划转 ID: t-880'],
    },
    'withdrawal_completed': {
      websocket: ['提现已完成', '您的 2,500 USDT 提现已完成。交易哈希：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。网络：TRON (TRC20)'],
      push: ['提现已完成：2,500 USDT', '已在网络上确认'],
      telegram: ['提现已完成', '您的 2,500 USDT 提现已完成。交易哈希：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。网络：TRON (TRC20)。提现 ID：w-5140'],
      email: ['提现已完成：2,500 USDT', '您的 2,500 USDT 提现已完成。\u000a交易哈希: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000a网络: TRON (TRC20)\u000a提现 ID: w-5140'],
    },
    'withdrawal_sent': {
      websocket: ['提现已发送', '您的 2,500 USDT 提现已发送。交易哈希：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。网络：TRON (TRC20)'],
      push: ['提现已发送：2,500 USDT', '正在等待网络确认'],
      telegram: ['提现已发送', '您的 2,500 USDT 提现已发送。交易哈希：e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92。网络：TRON (TRC20)。提现 ID：w-5140'],
      email: ['提现已发送：2,500 USDT', '您的 2,500 USDT 提现已发送。\u000a交易哈希: e81f5a3c0d972b64c8a1f03d5e7b92460fa3c7d15b8e9204f6d0a7c3b15e8d92\u000a网络: TRON (TRC20)\u000a提现 ID: w-5140'],
    },
  },
  'p2p': {
    'p2p_dispute_opened': {
      websocket: ['P2P 交易申诉', '您的 P2P 交易已进入申诉流程。原因：Payment not received。请在 App 中处理'],
      push: ['P2P 交易申诉', '您的 P2P 交易已进入申诉流程。原因：Payment not received。请在 App 中处理'],
      telegram: ['P2P 交易申诉', '您的 P2P 交易已进入申诉流程。原因：Payment not received。订单号：pt-415。请在 App 中处理'],
      email: ['P2P 交易申诉', '您的 P2P 交易已进入申诉流程。请在 App 中处理。\u000a原因: Payment not received\u000a订单号: pt-415'],
      sms: ['', '您的 P2P 交易已进入申诉流程，请在 App 中处理'],
    },
    'p2p_payment_marked': {
      websocket: ['P2P 对方已标记付款', '您的 P2P 交易对方已标记付款：750 EUR。交易对方：Anna K. 请务必确认款项到账后再放币'],
      push: ['P2P 对方已标记付款：750 EUR', '请核实款项是否到账。交易对方：Anna K. 请务必确认款项到账后再放币'],
      telegram: ['P2P 对方已标记付款', '您的 P2P 交易对方已标记付款：750 EUR。交易对方：Anna K. 订单号：pt-415。请务必确认款项到账后再放币'],
      email: ['P2P 对方已标记付款：750 EUR', '您的 P2P 交易对方已标记付款：750 EUR。请务必确认款项到账后再放币。\u000a交易对方: Anna K.\u000a订单号: pt-415'],
      sms: ['', 'P2P 交易对方已标记付款 750 EUR。请确认到账后再放币。交易对方：Anna K.'],
    },
  },
  'card': {
    'card_authorised': {
      websocket: ['卡支付成功', '您在 Cafe Central 的卡支付已成功：42.90 EUR'],
      push: ['卡支付成功：42.90 EUR', '商户：Cafe Central'],
      telegram: ['卡支付成功', '您在 Cafe Central 的卡支付已成功：42.90 EUR。支付 ID：au-9921'],
      email: ['卡支付成功：42.90 EUR', '您在 Cafe Central 的卡支付已成功：42.90 EUR。\u000a支付 ID: au-9921'],
    },
    'card_declined': {
      websocket: ['卡支付被拒绝', '您在 Cafe Central 的卡支付被拒绝：42.90 EUR。原因：Insufficient balance'],
      push: ['卡支付被拒绝：42.90 EUR', '商户：Cafe Central。原因：Insufficient balance'],
      telegram: ['卡支付被拒绝', '您在 Cafe Central 的卡支付被拒绝：42.90 EUR。原因：Insufficient balance。支付 ID：au-9922'],
      email: ['卡支付被拒绝：42.90 EUR', '您在 Cafe Central 的卡支付被拒绝：42.90 EUR。\u000a原因: Insufficient balance\u000a支付 ID: au-9922'],
    },
  },
  'copyTrading': {
    'copy_stopped': {
      websocket: ['跟单已停止', '您对 NordicAlpha 的跟单已停止。原因：Stop loss reached。已实现盈亏：-86.20 USDT'],
      push: ['跟单已停止：NordicAlpha', '您已不再跟随该带单员。原因：Stop loss reached。已实现盈亏：-86.20 USDT'],
      telegram: ['跟单已停止', '您对 NordicAlpha 的跟单已停止。原因：Stop loss reached。已实现盈亏：-86.20 USDT'],
      email: ['跟单已停止：NordicAlpha', '您对 NordicAlpha 的跟单已停止。\u000a原因: Stop loss reached\u000a已实现盈亏: -86.20 USDT'],
    },
  },
  'earn': {
    'earn_matured': {
      websocket: ['理财产品已到期', '您的理财产品已到期，2 ETH 现可使用。收益：0.0164 ETH'],
      push: ['理财产品已到期：2 ETH', '本金现可使用。收益：0.0164 ETH'],
      telegram: ['理财产品已到期', '您的理财产品已到期，2 ETH 现可使用。收益：0.0164 ETH。产品 ID：e-330'],
      email: ['理财产品已到期：2 ETH', '您的理财产品已到期，2 ETH 现可使用。\u000a收益: 0.0164 ETH\u000a产品 ID: e-330'],
    },
    'staking_reward': {
      websocket: ['质押奖励', '您通过质押获得0.0042 ETH。年化收益率（%）：3.1'],
      push: ['质押奖励：0.0042 ETH', '通过质押获得'],
      telegram: ['质押奖励', '您通过质押获得0.0042 ETH。年化收益率（%）：3.1。奖励编号：sr-2093'],
      email: ['质押奖励：0.0042 ETH', '您通过质押获得0.0042 ETH。\u000a年化收益率（%）: 3.1\u000a奖励编号: sr-2093'],
    },
  },
  'trading': {
    'contract_expiring': {
      websocket: ['合约即将到期', 'BTC-USDT-261127 将于 2026-11-27 08:00 UTC 到期。预估交割价：64,180.75'],
      push: ['合约即将到期：BTC-USDT-261127', '将于 2026-11-27 08:00 UTC 到期。预估交割价：64,180.75'],
      telegram: ['合约即将到期', 'BTC-USDT-261127 将于 2026-11-27 08:00 UTC 到期。预估交割价：64,180.75'],
      email: ['合约即将到期：BTC-USDT-261127', 'BTC-USDT-261127 将于 2026-11-27 08:00 UTC 到期。\u000a预估交割价: 64,180.75'],
    },
  },
  'market': {
    'trading_halted': {
      websocket: ['暂停交易', 'BTC-USDT 已暂停交易。原因：System upgrade。预计恢复时间：2026-11-23 16:00 UTC'],
      push: ['暂停交易：BTC-USDT', '订单暂时无法成交。原因：System upgrade。预计恢复时间：2026-11-23 16:00 UTC'],
      telegram: ['暂停交易', 'BTC-USDT 已暂停交易。原因：System upgrade。预计恢复时间：2026-11-23 16:00 UTC'],
      email: ['暂停交易：BTC-USDT', 'BTC-USDT 已暂停交易。\u000a原因: System upgrade\u000a预计恢复时间: 2026-11-23 16:00 UTC'],
    },
    'trading_resumed': {
      websocket: ['恢复交易', 'BTC-USDT 已恢复交易'],
      push: ['恢复交易：BTC-USDT', '订单已可正常成交'],
      telegram: ['恢复交易', 'BTC-USDT 已恢复交易'],
      email: ['恢复交易：BTC-USDT', 'BTC-USDT 已恢复交易。'],
    },
    'maintenance': {
      websocket: ['系统维护通知', '系统维护时间：2026-11-25 02:00 UTC 至 2026-11-25 04:00 UTC。影响范围：Spot trading'],
      push: ['系统维护通知', '2026-11-25 02:00 UTC 至 2026-11-25 04:00 UTC。影响范围：Spot trading'],
      telegram: ['系统维护通知', '系统维护时间：2026-11-25 02:00 UTC 至 2026-11-25 04:00 UTC。影响范围：Spot trading'],
      email: ['系统维护通知', '系统维护时间：2026-11-25 02:00 UTC 至 2026-11-25 04:00 UTC。\u000a影响范围: Spot trading'],
    },
  },
  'account': {
    'kyc_approved': {
      websocket: ['身份认证已通过', '您的身份认证已通过'],
      push: ['身份认证已通过', '您的认证申请已通过审核'],
      telegram: ['身份认证已通过', '您的身份认证已通过。申请编号：kyc-901'],
      email: ['身份认证已通过', '您的身份认证已通过。\u000a申请编号: kyc-901'],
    },
    'fee_tier_changed': {
      websocket: ['费率等级变更', '您的费率等级已变更为 VIP 2。挂单费率（%）：0.06。吃单费率（%）：0.08'],
      push: ['费率等级变更：VIP 2', '您的交易将适用新费率。挂单费率（%）：0.06。吃单费率（%）：0.08'],
      telegram: ['费率等级变更', '您的费率等级已变更为 VIP 2。挂单费率（%）：0.06。吃单费率（%）：0.08'],
      email: ['费率等级变更：VIP 2', '您的费率等级已变更为 VIP 2。\u000a挂单费率（%）: 0.06\u000a吃单费率（%）: 0.08'],
    },
  },
  'reports': {
    'statement_ready': {
      websocket: ['账户结单已生成', '您的账户结单（2026-10）已生成'],
      push: ['账户结单已生成：2026-10', '您可以在 App 中下载'],
      telegram: ['账户结单已生成', '您的账户结单（2026-10）已生成'],
      email: ['账户结单已生成：2026-10', '您的账户结单（2026-10）已生成。'],
    },
    'tax_report_ready': {
      websocket: ['税务报告已生成', '您的税务报告（2026）已生成'],
      push: ['税务报告已生成：2026', '您可以在 App 中下载'],
      telegram: ['税务报告已生成', '您的税务报告（2026）已生成'],
      email: ['税务报告已生成：2026', '您的税务报告（2026）已生成。'],
    },
  },
  'news': {
    'announcement': {
      websocket: ['公告', 'New earn products：Fixed terms of 30 and 60 days are now available。查看详情：https://exchange.example/news/an-210'],
      push: ['New earn products', 'Fixed terms of 30 and 60 days are now available'],
      telegram: ['公告', 'New earn products：Fixed terms of 30 and 60 days are now available。查看详情：https://exchange.example/news/an-210'],
      email: ['New earn products', 'New earn products：Fixed terms of 30 and 60 days are now available。\u000a查看详情: https://exchange.example/news/an-210'],
    },
  },
};

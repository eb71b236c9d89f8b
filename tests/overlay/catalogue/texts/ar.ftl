launchpool_reward = ربحت { $amount } من مجمع الإطلاق
    .title = مكافأة مجمع الإطلاق
    .short = ربحت { $amount }
    .sms = مكافأة مجمع الإطلاق: { $amount }
    .count = مكافآت مجمع الإطلاق: { $count }

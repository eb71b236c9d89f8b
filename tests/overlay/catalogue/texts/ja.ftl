launchpool_reward = ローンチプールで{ $amount }を獲得しました
    .title = ローンチプール報酬
    .short = { $amount }を獲得
    .sms = ローンチプール報酬: { $amount }
    .count = ローンチプール報酬{ $count }件

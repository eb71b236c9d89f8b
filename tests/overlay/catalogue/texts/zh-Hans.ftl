launchpool_reward = 您在新币矿池获得{ $amount }
    .title = 新币矿池奖励
    .short = 获得{ $amount }
    .sms = 新币矿池奖励：{ $amount }
    .count = { $count } 笔新币矿池奖励

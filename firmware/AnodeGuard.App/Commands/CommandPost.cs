using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>The reporting job's side of the commands: brings messages to the desk, and its answers to the link.</summary>
    internal sealed class CommandPost
    {
        private const int CommandsPerTurn = 2;

        // So long the answer has to reach the broker before the restart that it announces.
        private const long RestartDelayMicroseconds = 500000;

        private readonly IBoard _board;
        private readonly ReportTopics _topics;
        private readonly MessageWriter _messages;
        private readonly BrokerSession _session;
        private readonly CommandDesk _desk;
        private readonly CommandActions _actions;
        private readonly SafetyRequests _requests;
        private long _restartMicroseconds;

        public CommandPost(
            IBoard board,
            ReportTopics topics,
            MessageWriter messages,
            BrokerSession session,
            CommandDesk desk,
            CommandActions actions,
            SafetyRequests requests)
        {
            _board = board;
            _topics = topics;
            _messages = messages;
            _session = session;
            _desk = desk;
            _actions = actions;
            _requests = requests;
        }

        /// <summary>The goodbye was said and the safety job asked: nothing is to be sent any more.</summary>
        public bool IsRestarting { get; private set; }

        /// <summary>An answer that was not sent is of no use any more.</summary>
        public void LinkLost()
        {
            _desk.LinkLost();
        }

        /// <summary>Takes what has arrived, as far as one turn goes, and answers.</summary>
        public void Serve()
        {
            for (int i = 0; i < CommandsPerTurn; i++)
            {
                if (!_desk.IsBusy && !TryReceive())
                {
                    return;
                }

                if (_desk.IsBusy && !(_desk.Advance() && TryAnswer()))
                {
                    return;
                }
            }
        }

        private bool TryReceive()
        {
            MqttInbound message;
            if (!_board.Mqtt.TryTakeInbound(out message))
            {
                return false;
            }

            if (message.Topic == _topics.DiscoveryBirth)
            {
                _session.RepeatDiscovery();
            }
            else
            {
                _desk.Receive(message);
            }

            return true;
        }

        /// <summary>Straight to the link: an answer that comes after the link was lost is worth nothing, and may not crowd out events.</summary>
        private bool TryAnswer()
        {
            long unixMilliseconds;
            if (!_board.Clock.TryGetUnixMilliseconds(out unixMilliseconds))
            {
                unixMilliseconds = 0;
            }

            bool fits = _messages.WriteAck(_board.Clock.NowMicroseconds(), unixMilliseconds, _desk);
            if (fits && _board.Mqtt.Publish(_topics.Ack, _messages.Json.Buffer, _messages.Json.Length, 1, false) <= 0)
            {
                return false;
            }

            _messages.Take(false);
            _desk.Answered();
            return true;
        }

        /// <summary>The answer goes out, then the goodbye, and then the safety job is asked.</summary>
        public void RestartWhereDue()
        {
            if (!_actions.RestartDue || IsRestarting)
            {
                return;
            }

            long now = _board.Clock.NowMicroseconds();
            if (_restartMicroseconds == 0)
            {
                _restartMicroseconds = now + RestartDelayMicroseconds;
            }
            else if (now >= _restartMicroseconds)
            {
                IsRestarting = true;
                _session.Stop();
                _requests.Restart(_actions.RestartFor);
            }
        }
    }
}

using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary><c>Guard.HasConcluded</c>: a board that sees it low leaves everything as it is.</summary>
    public class ConclusionTests
    {
        private readonly byte[] _levels = new byte[FaultId.Count];
        private Bench _bench;
        private GuardState _state;
        private int _actions;
        private long _active;
        private long _latched;
        private SelfTestResult _selfTest;
        private int _stood;
        private int _concluded;

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void While_it_is_low_the_verdict_stands(int seed)
        {
            Lcg random = new Lcg(seed);
            _bench = new Bench(new GuardSettings { SelfTestPeriodMicroseconds = 60000000 });
            Turns(3000);
            Assert.True(_stood > 1000, "most turns of a healthy cell conclude nothing");
            for (int story = 0; story < 20; story++)
            {
                int which = random.Below(4);
                _bench.Electrode = which == 0 ? 0 : 3000000;
                _bench.Temperature = which == 1 ? 90000 : 25000;
                _bench.SenseAlive = which != 2;
                _bench.Snapshot.NetworkHang = which == 3;
                Turns(100);
                _bench.Electrode = 3000000;
                _bench.Temperature = 25000;
                _bench.SenseAlive = true;
                _bench.Snapshot.NetworkHang = false;
                Turns(random.Below(300));
                _bench.Snapshot.Acknowledge = true;
                Turns(random.Below(600));
            }

            Assert.True(_concluded > 500, "nothing happened");
        }

        private void Turns(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _bench.Guard.HasConcluded = false;
                Verdict verdict = _bench.Step();
                if (_bench.Guard.HasConcluded)
                {
                    _concluded++;
                }
                else
                {
                    _stood++;
                    Assert.Equal(_state, verdict.State);
                    Assert.Equal(_actions, verdict.Actions);
                    Assert.Equal(_active, verdict.ActiveFaults);
                    Assert.Equal(_latched, verdict.LatchedFaults);
                    Assert.Equal(_selfTest, verdict.SelfTest);
                    Assert.Equal(_levels, verdict.Levels);
                    Assert.Equal(0, verdict.RaisedFaults | verdict.ClearedFaults);
                }

                _state = verdict.State;
                _actions = verdict.Actions;
                _active = verdict.ActiveFaults;
                _latched = verdict.LatchedFaults;
                _selfTest = verdict.SelfTest;
                verdict.Levels.CopyTo(_levels, 0);
            }
        }
    }
}

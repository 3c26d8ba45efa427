using AnodeGuard.Twins;

namespace System.Device.Adc
{
    public enum AdcChannelMode
    {
        SingleEnded = 0,
        Differential = 1,
    }

    public abstract class AdcControllerBase
    {
        protected AdcControllerBase()
        {
        }

        public abstract int ChannelCount { get; }

        public abstract AdcChannelMode ChannelMode { get; set; }

        public abstract int MaxValue { get; }

        public abstract int MinValue { get; }

        public abstract int ResolutionInBits { get; }

        public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);

        public abstract AdcChannel OpenChannel(int channelNumber);
    }

    /// <summary>The chip's own converter: 12 bit, not calibrated, single-ended.</summary>
    public class AdcController : AdcControllerBase
    {
        public override int ChannelCount
        {
            get { return 20; }
        }

        public override AdcChannelMode ChannelMode
        {
            get
            {
                return AdcChannelMode.SingleEnded;
            }

            set
            {
                if (value != AdcChannelMode.SingleEnded)
                {
                    throw new NotSupportedException();
                }
            }
        }

        public override int MaxValue
        {
            get { return 4095; }
        }

        public override int MinValue
        {
            get { return 0; }
        }

        public override int ResolutionInBits
        {
            get { return 12; }
        }

        public override bool IsChannelModeSupported(AdcChannelMode channelMode)
        {
            return channelMode == AdcChannelMode.SingleEnded;
        }

        public override AdcChannel OpenChannel(int channelNumber)
        {
            if (channelNumber < 0 || channelNumber >= ChannelCount)
            {
                throw new ArgumentException("channel " + channelNumber + " does not exist (0 to 19)");
            }

            return new AdcChannel(this, channelNumber);
        }
    }

    public abstract class AdcChannelBase
    {
        protected AdcChannelBase()
        {
        }

        public AdcController Controller { get; private protected set; }

        public abstract int ReadValue();

        public double ReadRatio()
        {
            return ReadValue() / (double)Controller.MaxValue;
        }
    }

    public class AdcChannel : AdcChannelBase, IDisposable
    {
        private readonly Machine _machine;
        private readonly int _number;

        internal AdcChannel(AdcController controller, int number)
        {
            Controller = controller;
            _machine = Machine.Current;
            _number = number;
        }

        public override int ReadValue()
        {
            return _machine.ReadAdc(_number);
        }

        public void Dispose()
        {
        }
    }
}

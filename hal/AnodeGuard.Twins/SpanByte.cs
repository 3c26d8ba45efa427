namespace System
{
    /// <summary>nanoFramework's view of a part of a byte array.</summary>
    public readonly struct SpanByte
    {
        private readonly byte[] _array;
        private readonly int _start;
        private readonly int _length;

        public SpanByte(byte[] array)
        {
            _array = array;
            _start = 0;
            _length = array == null ? 0 : array.Length;
        }

        public SpanByte(byte[] array, int start, int length)
        {
            if (array == null ? start != 0 || length != 0 : start < 0 || length < 0 || start > array.Length - length)
            {
                throw new ArgumentOutOfRangeException(nameof(start));
            }

            _array = array;
            _start = start;
            _length = length;
        }

        public byte this[int index]
        {
            get
            {
                CheckIndex(index);
                return _array[_start + index];
            }

            set
            {
                CheckIndex(index);
                _array[_start + index] = value;
            }
        }

        public static SpanByte Empty
        {
            get { return default; }
        }

        public int Length
        {
            get { return _length; }
        }

        public bool IsEmpty
        {
            get { return _length == 0; }
        }

        public static implicit operator SpanByte(byte[] array)
        {
            return new SpanByte(array);
        }

        public void CopyTo(SpanByte destination)
        {
            if (_length > destination._length)
            {
                throw new ArgumentException("the destination is shorter than the source", nameof(destination));
            }

            if (_length > 0)
            {
                Array.Copy(_array, _start, destination._array, destination._start, _length);
            }
        }

        public SpanByte Slice(int start)
        {
            return Slice(start, _length - start);
        }

        public SpanByte Slice(int start, int length)
        {
            if (start < 0 || length < 0 || start > _length - length)
            {
                throw new ArgumentOutOfRangeException(nameof(start));
            }

            return new SpanByte(_array, _start + start, length);
        }

        public byte[] ToArray()
        {
            return AsSpan().ToArray();
        }

        /// <summary>
        /// What the native I2C driver moves: the span's length, but from the array's first element, whatever the span's
        /// start (sys_dev_i2c_native_System_Device_I2c_I2cDevice.cpp, NativeTransmit). A slice is therefore a mistake.
        /// </summary>
        internal Span<byte> AsNativeDriverSeesIt()
        {
            return new Span<byte>(_array, 0, _length);
        }

        private Span<byte> AsSpan()
        {
            return new Span<byte>(_array, _start, _length);
        }

        private void CheckIndex(int index)
        {
            if ((uint)index >= (uint)_length)
            {
                throw new IndexOutOfRangeException();
            }
        }
    }
}

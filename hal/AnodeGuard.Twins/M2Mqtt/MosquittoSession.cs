using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace nanoFramework.M2Mqtt
{
    /// <summary>
    /// One connection from its first byte to its last: a libmosquitto handle and the thread that runs it. The thread
    /// owns the handle and frees it when the connection has ended, for whatever reason; nothing reconnects by itself.
    /// </summary>
    internal sealed class MosquittoSession
    {
        private const int LoopMilliseconds = 100;

        private readonly object _gate = new();
        private readonly ManualResetEventSlim _answered = new();
        private readonly Dictionary<int, bool> _pending = new();
        private readonly MqttClient _owner;
        private readonly Thread _thread;
        private readonly string _host;
        private readonly int _port;
        private readonly int _keepAliveSeconds;
        private IntPtr _handle;
        private GCHandle _self;
        private int _answer = -1;
        private volatile bool _stop;

        public MosquittoSession(MqttClient owner, string clientId, bool cleanSession, string host, int port, int keepAliveSeconds)
        {
            _owner = owner;
            _host = host;
            _port = port;
            _keepAliveSeconds = keepAliveSeconds;
            _self = GCHandle.Alloc(this);
            _handle = LibMosquitto.mosquitto_new(clientId, cleanSession, GCHandle.ToIntPtr(_self));
            if (_handle == IntPtr.Zero)
            {
                _self.Free();
                throw new ArgumentException("libmosquitto refuses the client id \"" + clientId + "\"");
            }

            _ = LibMosquitto.mosquitto_threaded_set(_handle, true);
            MosquittoCallbacks.Attach(_handle);
            _thread = new Thread(Run) { IsBackground = true, Name = "mqtt " + clientId };
        }

        /// <summary>The broker has accepted the connection, and it was not lost since.</summary>
        public bool IsConnected { get; private set; }

        /// <summary>Messages handed over that were not sent (QoS 0) or not confirmed yet.</summary>
        public int PendingCount
        {
            get
            {
                lock (_gate)
                {
                    return _pending.Count;
                }
            }
        }

        /// <summary>Why the connection failed or ended, for people.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>Configures the handle; call before <see cref="Open"/>.</summary>
        public void Configure(Func<IntPtr, int> option, string what)
        {
            int code = option(_handle);
            if (code != LibMosquitto.Success)
            {
                Free();
                throw new ArgumentException(what + ": " + LibMosquitto.Describe(code));
            }
        }

        /// <summary>Connects and waits for the broker's answer.</summary>
        /// <returns>The broker's return code, or -1 where none came in time: see <see cref="Problem"/>.</returns>
        public int Open(int timeoutMilliseconds)
        {
            _thread.Start();
            if (!_answered.Wait(timeoutMilliseconds))
            {
                Problem = "no answer within " + timeoutMilliseconds + " ms";
                _stop = true;
            }

            return _answer;
        }

        /// <summary>Hands a message to libmosquitto, which copies it. 0 where the connection is gone.</summary>
        public int Publish(string topic, byte[] payload, int qos, bool retain)
        {
            lock (_gate)
            {
                if (_handle == IntPtr.Zero || !IsConnected)
                {
                    return 0;
                }

                int code = LibMosquitto.mosquitto_publish(_handle, out int id, topic, payload.Length, payload, qos, retain);
                if (code != LibMosquitto.Success)
                {
                    return 0;
                }

                _pending[id] = qos > 0;
                return id;
            }
        }

        /// <summary>Subscribes or unsubscribes; 0 where the connection is gone.</summary>
        public int Change(string filter, bool subscribe, int qos)
        {
            lock (_gate)
            {
                if (_handle == IntPtr.Zero)
                {
                    return 0;
                }

                int code = subscribe
                    ? LibMosquitto.mosquitto_subscribe(_handle, out int id, filter, qos)
                    : LibMosquitto.mosquitto_unsubscribe(_handle, out id, filter);
                return code == LibMosquitto.Success ? id : 0;
            }
        }

        /// <summary>Ends the connection and waits until its thread is gone.</summary>
        /// <param name="goodbye">True: with DISCONNECT, after everything queued. False: just drop it; the will is sent.</param>
        public void End(bool goodbye)
        {
            if ((_thread.ThreadState & ThreadState.Unstarted) != 0)
            {
                Free();
                return;
            }

            lock (_gate)
            {
                if (_handle != IntPtr.Zero && goodbye)
                {
                    _ = LibMosquitto.mosquitto_disconnect(_handle);
                }
            }

            if (Thread.CurrentThread == _thread)
            {
                _stop = !goodbye;
                return;
            }

            // A goodbye that cannot be sent ends as a drop.
            if (!goodbye || !_thread.Join(2000))
            {
                _stop = true;
                _thread.Join(2000);
            }
        }

        /// <summary>The broker answered the connection.</summary>
        internal void OnAnswer(int code)
        {
            _answer = code;
            IsConnected = code == LibMosquitto.Success;
            _stop |= code != LibMosquitto.Success;
            _answered.Set();
        }

        /// <summary>A message was confirmed, or of QoS 0 was sent; the client raises no event for those.</summary>
        internal void OnSent(int id)
        {
            bool confirmed;
            lock (_gate)
            {
                confirmed = _pending.Remove(id, out bool atLeastOnce) && atLeastOnce;
            }

            if (confirmed)
            {
                Tell(owner => owner.OnPublished((ushort)id));
            }
        }

        /// <summary>libmosquitto logs an error.</summary>
        internal void OnComplaint(string text)
        {
            Problem = text;
        }

        /// <summary>Raises an event of the client.</summary>
        internal void Tell(Action<MqttClient> raise)
        {
            try
            {
                raise(_owner);
            }
            catch (Exception e)
            {
                // An exception may not pass through libmosquitto. On the chip it would end the dispatching thread: end here too.
                Problem = "a handler of the client threw " + e.GetType().Name + ": " + e.Message;
                _stop = true;
            }
        }

        private void Run()
        {
            int code = LibMosquitto.mosquitto_connect(_handle, _host, _port, _keepAliveSeconds);
            string problem = code == LibMosquitto.Success ? "" : Explain(code);
            while (code == LibMosquitto.Success && !_stop)
            {
                code = LibMosquitto.mosquitto_loop(_handle, LoopMilliseconds, 1);
            }

            if (problem.Length == 0 && code != LibMosquitto.Success)
            {
                problem = Explain(code);
            }

            bool wasConnected = IsConnected;
            Free();
            if (Problem.Length == 0)
            {
                Problem = problem;
            }

            _answered.Set();
            if (wasConnected)
            {
                _owner.OnClosed();
            }
        }

        private string Explain(int code)
        {
            // MOSQ_ERR_ERRNO: the reason is in errno, which has passed through the runtime; name the place instead.
            string reason = code == 14 ? "cannot reach " + _host + ":" + _port : LibMosquitto.Describe(code);
            return Problem.Length == 0 ? reason : reason + " (" + Problem + ")";
        }

        private void Free()
        {
            lock (_gate)
            {
                IsConnected = false;
                if (_handle != IntPtr.Zero)
                {
                    // Closes the socket without DISCONNECT, if it is still open.
                    LibMosquitto.mosquitto_destroy(_handle);
                    _handle = IntPtr.Zero;
                    _self.Free();
                }

                _pending.Clear();
            }
        }
    }
}
